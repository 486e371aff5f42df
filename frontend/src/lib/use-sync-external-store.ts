/** Stands in for the package of this name, which carries what React has had since 18. */
export { useSyncExternalStore } from "react";
