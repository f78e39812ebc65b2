/** Where people look at records. */
export const uiHost = 'baton-demo.lightning.force.com';
/** Where people sign in and programs call. */
export const apiHost = 'baton-demo.my.salesforce.com';
