const paths = {
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l5 5",
  check: "M5 13l4.500 4.500L19 7",
  shield: "M12 3l7 3v5c0 5-3 8.500-7 10-4-1.500-7-5-7-10V6l7-3ZM9 12l2.200 2.200L15.500 10",
  alert: "M12 8v5M12 16.500v.01M12 3l9.500 17h-19L12 3Z",
  info: "M12 11v5M12 7.500v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.500a3.300 3.300 0 0 1 0 6.300M18 14.500c2 .8 3.200 2.600 3.500 5.500",
  pin: "M12 21c4.500-5 7-8.300 7-11.500A7 7 0 0 0 5 9.500C5 12.700 7.500 16 12 21ZM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  forward: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c-5.500 6-5.500 12 0 18M12 3c5.500 6 5.500 12 0 18",
  receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2V3ZM9 8h6M9 12h6",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.500 20.500c.8-4.300 3.600-6.500 7.500-6.500s6.700 2.200 7.500 6.500",
  print: "M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7v-7Z",
  copy: "M9 9h11v11H9V9ZM15 5V4H4v11h1",
  offline: "M3 3l18 18M8.500 16a5 5 0 0 1 6.500-.5M5 12.500A10 10 0 0 1 9 10M15 10.300a10 10 0 0 1 4 2.200M2 9a15 15 0 0 1 4.500-2.800M11 5a15 15 0 0 1 11 4M12 20v.01",
  filter: "M4 6h16M7 12h10M10 18h4",
  external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  live: "M12 12v.01M8.500 8.500a5 5 0 0 0 0 7M15.500 8.500a5 5 0 0 1 0 7M5.500 5.500a9 9 0 0 0 0 13M18.500 5.500a9 9 0 0 1 0 13",
  plus: "M12 5v14M5 12h14",
} as const;

export type IconName = keyof typeof paths;

/** Those that point along the text and so turn with it. */
const mirrored: readonly IconName[] = ["forward", "external"];

/** A drawn sign beside words that say the same; never alone without a label around it. */
export function Icon({ name, className = "size-5" }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={mirrored.includes(name) ? `${className} mirror` : className}
    >
      <path d={paths[name]} />
    </svg>
  );
}
