import type { Sector } from "../lib/labels";

/** One drawn sign a sector, on a 48 grid; the same strokes as the other icons. */
const signs: Record<Sector, string> = {
  HEALTH: "M24 40C14 33 8 27 8 19a8 8 0 0 1 16-3 8 8 0 0 1 16 3c0 8-6 14-16 21ZM15 24h5l3-6 4 11 3-5h5",
  EDUCATION: "M24 14c-4-3-9-4-16-4v26c7 0 12 1 16 4 4-3 9-4 16-4V10c-7 0-12 1-16 4ZM24 14v26",
  FOOD: "M24 42V22M24 22c-6 0-9-4-9-9 6 0 9 4 9 9ZM24 22c6 0 9-4 9-9-6 0-9 4-9 9ZM24 32c-6 0-9-3-9-8 6 0 9 3 9 8ZM24 32c6 0 9-3 9-8-6 0-9 3-9 8ZM24 13c-3-3-3-6 0-9 3 3 3 6 0 9Z",
  WATER: "M24 6c8 10 12 16 12 22a12 12 0 0 1-24 0c0-6 4-12 12-22ZM18 29a6 6 0 0 0 6 6",
  SHELTER: "M6 24 24 8l18 16M11 20v20h26V20M20 40V28h8v12",
  ORPHANS: "M16 18a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM7 40V30c0-5 4-8 9-8 3 0 5 1 7 3M32 26a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM24 40v-4c0-4 3-7 8-7s8 3 8 7v4",
  LIVELIHOODS: "M8 18h32v22H8zM18 18v-6h12v6M8 27h32M24 25v5",
  RELIEF: "M8 16h32v24H8zM8 16l6-8h20l6 8M24 22v12M18 28h12",
  DISABILITY: "M20 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM20 15v12h12l5 12M20 20h11M16 23a10 10 0 1 0 14 13",
  OLDER_PEOPLE: "M20 13a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM20 16c-5 0-8 3-8 9v5h4l2 13M20 16c4 0 7 3 9 8l5 3M37 43V29c0-4-6-4-6 0",
  WOMEN: "M24 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM24 18c-8 0-12 8-14 22h28c-2-14-6-22-14-22ZM18 40c0-6 2-10 6-10s6 4 6 10",
  RELIGIOUS: "M24 5v4M12 24c0-8 6-11 12-15 6 4 12 7 12 15M12 24h24v17H12zM20 41v-7a4 4 0 0 1 8 0v7M6 41V22M42 41V22M4 41h40",
  ENVIRONMENT: "M24 42V24M24 30c-9 0-14-5-14-14 9 0 14 5 14 14ZM24 24c0-9 5-14 14-14 0 9-5 14-14 14Z",
  DEBT_RELIEF: "M14 22v-6a10 10 0 0 1 19-4M10 22h28v20H10zM24 30v5",
  BLOOD: "M24 6c8 10 12 16 12 22a12 12 0 0 1-24 0c0-6 4-12 12-22ZM24 22v12M18 28h12",
  MULTIPLE: "M8 8h13v13H8zM27 8h13v13H27zM8 27h13v13H8zM33.500 26l7.500 7.500-7.500 7.500-7.500-7.500z",
};

export function SectorSign({ sector, className = "size-6" }: { readonly sector: Sector; readonly className?: string }) {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" className={className}>
      <path d={signs[sector]} />
    </svg>
  );
}

/** Stands where a picture would be, when a campaign has none. */
export function SectorArt({ sector, className = "" }: { readonly sector: Sector; readonly className?: string }) {
  return (
    <div className={`guilloche grid place-items-center bg-deep text-on-deep-muted ${className}`}>
      <SectorSign sector={sector} className="size-16" />
    </div>
  );
}
