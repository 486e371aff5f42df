/** A quiet block that holds the place of what is loading. It shows only after 300 ms, at the same height. */
export function Skeleton({ className = "" }: { readonly className?: string }) {
  return (
    <span aria-hidden="true" className={`block animate-late ${className}`}>
      <span className="block size-full animate-breathe rounded-sm bg-line" />
    </span>
  );
}
