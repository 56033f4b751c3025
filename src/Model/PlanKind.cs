namespace PolicyIngest.Model;

/// <summary>What kind of text a plan is (文种), known from its title and form. A closed list: docs/kinds.md has the rule for each.</summary>
public enum PlanKind
{
    /// <summary>A plan of action (方案、计划、规划、要点、预案), and every text whose kind neither title nor form tells.</summary>
    Plan,
    /// <summary>Measures (若干措施、政策).</summary>
    Measures,
    /// <summary>An opinion (意见).</summary>
    Opinion,
    /// <summary>A division of labour (任务分工、责任清单、任务分解表).</summary>
    Division,
    /// <summary>An assessment (考核办法、考评细则、评分标准) that is not written in articles.</summary>
    Assessment,
    /// <summary>A notice or decision with measures of its own (通知、通告、决定).</summary>
    Notice,
    /// <summary>A rule-book in articles (办法、规定、条例、细则 with 第一条 …).</summary>
    RuleBook,
    /// <summary>A law, a judicial interpretation or a decision of the legislature (法、司法解释、全国人大常委会决定); never given as a plan.</summary>
    Law,
    /// <summary>A technical standard or requirement (标准、规范、技术要求、参考指引).</summary>
    Standard,
    /// <summary>A guide for applicants (申报指南、办事指南、须知).</summary>
    Guide,
    /// <summary>A report of what was done or is the case (报告、白皮书、汇报、总结).</summary>
    Report,
    /// <summary>A reply or letter (批复、复函、函、答复).</summary>
    Reply,
    /// <summary>An appointment or removal (任免).</summary>
    Personnel,
    /// <summary>An interpretation for the public (解读、问答).</summary>
    Interpretation,
    /// <summary>A notice of holidays (放假、节假日安排).</summary>
    Holiday,
}
