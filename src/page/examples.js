/** The tabs that a new visitor finds open; GraphiQL then keeps what the visitor makes of them. */
export const exampleTabs = [
  {
    query: `# Customers and the quality of what they bought.
#
# Sign in above first. In the demo organisation:
#   name      customer-service-manager
#   password  demo-only
# Then press Ctrl-Enter; Ctrl-Space offers fields.

query CustomersAndTheirQualityFeedback {
  customers(first: 10, orderBy: [{ name: ASC }]) {
    nodes {
      number
      name
      label
      keeper {
        displayName
      }
      qualityFeedback(first: 3) {
        nodes {
          number
          product
          status
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    query: `# Who the server takes you for.

query WhoAmI {
  viewer {
    name
    displayName
  }
}
`,
  },
  {
    query: `# The modules: which are on, and what each one needs.

query Modules {
  modules {
    name
    title
    enabled
    requires
  }
}
`,
  },
  {
    query: `# What would vanish with the module quality?
#
# Sign in above as an administrator:
#   name      administrator
#   password  demo-only
# dryRun: true only asks, dryRun: false does it.

mutation SwitchQualityOff {
  setModuleEnabled(
    name: "quality"
    enabled: false
    dryRun: true
  ) {
    removedFields
    modules {
      name
      enabled
    }
  }
}
`,
  },
];
