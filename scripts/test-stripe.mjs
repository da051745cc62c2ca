// `npm run test:stripe`: asks Stripe's test mode what the server asks, and reads the answers. It changes nothing there.
import { installed, run, setUp } from "./setup.mjs";

if (process.env.STRIPE_TEST_SECRET_KEY) {
  setUp();
  run(process.execPath, [installed("vitest/vitest.mjs"), "run", "--root", "tests/stripe-test-mode"]);
} else {
  console.log(`Nothing was run: STRIPE_TEST_SECRET_KEY is not set.

To run it, take a secret key of Stripe's test mode (sk_test_..., or a restricted rk_test_... that may read Checkout
Sessions, Charges, Disputes, Balance transactions and Events) from https://dashboard.stripe.com/test/apikeys and run

  STRIPE_TEST_SECRET_KEY=sk_test_... npm run test:stripe`);
}
