/** A number that people read out or copy: always Latin, left to right, set apart from the text around it. */
export function Reference({ value, className = "" }: { readonly value: string; readonly className?: string }) {
  return (
    <bdi dir="ltr" className={`font-semibold whitespace-nowrap tabular-nums ${className}`}>
      {value}
    </bdi>
  );
}
