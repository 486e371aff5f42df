import { graphql } from "../../lib/graphql";
import { LocalizedFragment } from "../../ui/localized";
import { MoneyFragment } from "../../ui/money";

/** A gift as its giver follows it, from the payment to the receipt. */
export const GiftFragment = graphql(
  `
    fragment Gift on Donation {
      id
      state
      failure
      reference
      checkoutUrl
      createdAt
      amount {
        ...MoneyParts
      }
      campaign {
        slug
        title {
          ...Localized
        }
        organization {
          name {
            ...Localized
          }
        }
      }
      receipt {
        id
        number
        verificationCode
      }
    }
  `,
  [LocalizedFragment, MoneyFragment],
);

export const GiftBySecretQuery = graphql(
  `
    query GiftBySecret($secret: String!, $locale: Locale!) {
      myDonation(secret: $secret) {
        ...Gift
      }
    }
  `,
  [GiftFragment],
);

export const GiftByIdQuery = graphql(
  `
    query GiftById($id: ID!, $locale: Locale!) {
      node(id: $id) {
        __typename
        ... on Donation {
          ...Gift
        }
      }
    }
  `,
  [GiftFragment],
);
