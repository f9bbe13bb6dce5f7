// What the frame of the browser check does: imports packages into its own realm.

globalThis.load = (name) => import(name);
