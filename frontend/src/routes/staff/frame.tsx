import { Outlet } from "@tanstack/react-router";
import { SignedInOnly } from "../../features/staff/guard";

/** The frame of all staff pages: for those who are signed in. */
export function StaffFrame() {
  return (
    <SignedInOnly>
      <div className="container-page py-6">
        <Outlet />
      </div>
    </SignedInOnly>
  );
}
