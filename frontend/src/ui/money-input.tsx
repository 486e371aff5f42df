import { useState, type Ref } from "react";
import { currencyDecimals, currencyLabel, formatAmount, tomanToRial, usesToman } from "../lib/format/money";
import { parseAmount } from "../lib/format/parse-amount";
import { useFormat } from "../lib/format/use-format";

interface MoneyInputProps {
  readonly id: string;
  readonly currency: string;
  /** The exact amount in the currency's own unit, or what was typed where that is no amount. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly denominatedSince?: string | null;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

const exact = /^\d+(\.\d+)?$/;

/**
 * Takes an amount in any digits and with either separator, and holds an exact decimal. Persian readers type rial amounts in toman;
 * the value stays in rial. What is no amount is handed on as typed, so that nothing is lost and the form can say so.
 */
export function MoneyInput({ id, currency, value, onChange, denominatedSince, invalid, describedBy, ref }: MoneyInputProps) {
  const format = useFormat();
  const toman = usesToman({ currency }, format.language);
  const decimals = toman ? 1 : currencyDecimals(currency);
  const written = exact.test(value) ? formatAmount({ amount: value, currency }, format.language, format.style.digits) : value;
  const [typed, setTyped] = useState<string | null>(null);

  function read(text: string): string {
    const parsed = parseAmount(text, decimals);
    if (parsed === null) return text;
    return toman ? tomanToRial(parsed) : parsed;
  }

  return (
    <div className="relative">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
        value={typed ?? written}
        aria-invalid={invalid ?? undefined}
        aria-describedby={describedBy}
        ref={ref}
        className="money-field field-control min-h-12 text-lg font-semibold"
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(read(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      <span aria-hidden="true" className="pointer-events-none absolute end-4 top-1/2 -translate-y-1/2 text-muted">
        {toman ? "تومان" : currencyLabel(currency, format.language, denominatedSince)}
      </span>
    </div>
  );
}
