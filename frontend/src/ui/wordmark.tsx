/** سند drawn on a square Kufic grid: three teeth, a noon with its dot, and a dal. The name itself is said by the link around it. */
export function Wordmark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 76 44" className={className} aria-hidden="true" focusable="false" fill="none">
      <path
        d="M71 15v21H5M59 18v18M47 18v18M33 15v21M19 36V18H5"
        stroke="currentColor"
        strokeWidth="6"
        strokeLinecap="square"
      />
      <path fill="#f0a91b" d="m33 0 4.600 4.600L33 9.200l-4.600-4.600z" />
    </svg>
  );
}
