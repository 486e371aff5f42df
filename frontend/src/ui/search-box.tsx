import { Trans } from "@lingui/react/macro";
import { useId, useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";

interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string | undefined;
  readonly onSearch: (words: string | undefined) => void;
}

/** Words to search for. It searches on Enter or on the button, so that nothing moves under a typing hand. */
export function SearchBox({ label, placeholder, value, onSearch }: SearchBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState(value ?? "");
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value ?? "");
  }
  return (
    <form
      role="search"
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim() || undefined);
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <div className="relative flex-1">
        <Icon name="search" className="pointer-events-none absolute start-3 top-1/2 size-5 -translate-y-1/2 text-muted" />
        <input
          id={id}
          type="search"
          enterKeyHint="search"
          value={typed}
          placeholder={placeholder}
          onChange={(event) => setTyped(event.target.value)}
          className="free-text field-control min-h-12 ps-11"
        />
      </div>
      <Button type="submit">
        <Trans>Search</Trans>
      </Button>
    </form>
  );
}
