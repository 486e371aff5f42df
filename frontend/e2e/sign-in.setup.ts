import { test } from "@playwright/test";
import { keptSignIn, roles, signIn } from "./staff.ts";

for (const role of roles) {
  test(`${role} signs in`, async ({ page }) => {
    await signIn(page, role);
    await page.context().storageState({ path: keptSignIn(role) });
  });
}
