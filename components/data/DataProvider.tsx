import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { usePulseInvalidation } from './pulse';

/** The query client of one surface: answers come from this browser's background, so being offline never pauses them. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // `ask` already tries again where the background was stopped; the pulse says when an answer is stale.
      queries: { networkMode: 'always', retry: false, staleTime: 60_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Holds the surface's queries and keeps them fresh. Once per surface, outside `I18nProvider`. */
export function DataProvider({ children }: { readonly children: ReactNode }) {
  const [own] = useState(createQueryClient);
  return (
    <QueryClientProvider client={own}>
      <PulseListener />
      {children}
    </QueryClientProvider>
  );
}

function PulseListener() {
  usePulseInvalidation();
  return null;
}
