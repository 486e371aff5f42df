// The part of Sanad's schema that the benchmark's documents ask for, word for word: the same document gets the same answer.
export const typeDefs = `
scalar Decimal
scalar CurrencyCode
scalar Date
scalar DateTime
scalar URL
enum Locale { AR FA EN }
enum Jurisdiction { SY KW IR XX }
enum Sector { HEALTH EDUCATION FOOD WATER SHELTER ORPHANS LIVELIHOODS RELIEF DISABILITY OLDER_PEOPLE WOMEN RELIGIOUS ENVIRONMENT DEBT_RELIEF BLOOD MULTIPLE }
enum CampaignStatus { DRAFT ACTIVE PAUSED CLOSED }
enum CampaignClosedReason { NOT_STARTED ENDED PAUSED CLOSED GOAL_REACHED NOT_PUBLISHED }
enum CampaignOrder { NEWEST ENDING_SOON RELEVANCE }
enum OrganizationOrder { NAME }
enum Intention { GENERAL SADAQAH }
interface Node { id: ID! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Money { amount: Decimal! currency: CurrencyCode! denominatedSince: Date }
input MoneyInput { amount: Decimal! currency: CurrencyCode! }
type LocalizedText { text(locale: Locale!): String! locale(locale: Locale!): Locale! }
type Verification { state: String! }
type Image { id: ID! url(width: Int = 800): URL! alt: LocalizedText! width: Int! height: Int! placeholder: String! }
type Organization implements Node {
  id: ID! slug: String! name: LocalizedText! kind: String! verification: Verification!
  campaigns(first: Int! = 20): CampaignConnection!
}
type OrganizationConnection { nodes: [Organization!]! pageInfo: PageInfo! }
type Campaign implements Node {
  id: ID! slug: String! title: LocalizedText! summary: LocalizedText! goal: Money! raised: Money! progress: Int! donorCount: Int!
  donationCount: Int! status: CampaignStatus! sector: Sector! startsOn: Date! endsOn: Date closedFor: CampaignClosedReason image: Image
  organization: Organization!
  donations(first: Int! = 20): PublicDonationConnection!
}
type CampaignConnection { nodes: [Campaign!]! pageInfo: PageInfo! }
type PublicDonation { id: ID! amount: Money! displayName: String settledAt: DateTime! }
type PublicDonationConnection { nodes: [PublicDonation!]! pageInfo: PageInfo! }
type CurrencyTotal { raised: Money! donationCount: Int! }
input CampaignFilter { query: String areas: [String!] sectors: [Sector!] statuses: [CampaignStatus!] jurisdictions: [Jurisdiction!] }
input OrganizationFilter { areas: [String!] }
type Query {
  node(id: ID!): Node
  campaigns(filter: CampaignFilter, orderBy: CampaignOrder = NEWEST, first: Int! = 20): CampaignConnection!
  organizations(filter: OrganizationFilter, orderBy: OrganizationOrder = NAME, locale: Locale = AR, first: Int! = 20): OrganizationConnection!
  totals: [CurrencyTotal!]!
}
type Receipt { number: String! verificationCode: String! }
type Donation implements Node { id: ID! reference: String! state: String! amount: Money! receipt: Receipt campaign: Campaign! }
type DonationUserError { code: String! path: [String!]! message: String! }
type RecordCashDonationPayload { donation: Donation userErrors: [DonationUserError!]! }
input RecordCashDonationInput {
  campaignId: ID! amount: MoneyInput! intention: Intention! = GENERAL receivedOn: Date! slipNumber: String! donorName: String
  isAnonymous: Boolean! = true idempotencyKey: String!
}
type Mutation { recordCashDonation(input: RecordCashDonationInput!): RecordCashDonationPayload! }
`;
