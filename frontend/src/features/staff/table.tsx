import type { ReactNode } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, under each other. */
  readonly numeric?: boolean;
  /** Left out, for readers for whom it would stay empty. */
  readonly hidden?: boolean;
}

interface TableProps<Row> {
  readonly caption: ReactNode;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly empty: ReactNode;
}

/** A dense table; on a phone each row becomes a card of labelled lines. */
export function Table<Row>({ caption, columns: all, rows, rowKey, empty }: TableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  const columns = all.filter((column) => !column.hidden);
  return (
    <table className="w-full border-collapse text-sm leading-snug max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b border-edge">
          {columns.map((column) => (
            <th key={column.key} scope="col" className={`px-2 py-2 font-semibold text-muted ${column.numeric ? "text-end" : "text-start"}`}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} className="border-b border-line max-md:mb-3 max-md:block max-md:rounded-md max-md:bg-surface max-md:p-3 md:hover:bg-wash">
            {columns.map((column) => (
              <td
                key={column.key}
                className={`px-2 py-1.5 align-middle max-md:flex max-md:min-h-9 max-md:items-center max-md:justify-between max-md:gap-4 ${column.numeric ? "md:text-end" : ""}`}
              >
                <span aria-hidden="true" className="text-muted md:hidden">
                  {column.header}
                </span>
                <span className="max-md:text-end">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
