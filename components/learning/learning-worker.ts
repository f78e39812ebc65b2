import { Learner } from '../../lib/learning/worker-asks';

// Reading and fitting take seconds on large files: here they hold up no key and no scroll. The page ends this worker to
// cancel, and starts another.
const learner = new Learner();
self.addEventListener('message', (event) => {
  learner.answer(event.data, (reply) => self.postMessage(reply));
});
