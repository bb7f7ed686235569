import { ruleSeparation as separation } from './ruleSeparation.migration.js';
import { issueRule, issueRuleAtOnce } from './rules.approval.js';
import { acknowledgeRule, checkRule, correctFinding, ruleCheckInterval } from './rules.duties.js';
import { rules as migration } from './rules.migration.js';
import { RuleResolver } from './rules.resolver.js';
import { RuleAcknowledgement, RuleCheck } from './ruleUse.entity.js';
import { InformationRule, InformationRuleVersion } from './ruleVersion.entity.js';

/** What rules for information work add to the manifest. */
export const informationRules = {
  entities: [InformationRule, InformationRuleVersion, RuleAcknowledgement, RuleCheck],
  reads: [InformationRule, InformationRuleVersion, RuleAcknowledgement, RuleCheck],
  resolvers: [RuleResolver],
  approvals: [issueRule, issueRuleAtOnce],
  duties: [acknowledgeRule, checkRule, correctFinding],
  interpretations: [ruleCheckInterval],
  migrations: [migration, separation],
};
