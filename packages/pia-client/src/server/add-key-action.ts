/** How each message about the registration of a key begins. */
export const ADD_KEY = 'Cannot register the WireGuard key';
