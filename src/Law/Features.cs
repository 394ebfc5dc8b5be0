namespace Mingsuan.Law;

/// <summary>Whether a feature is there.</summary>
public enum FeatureState
{
    Planned,
    Fulfilled,
}

/// <summary>How a test reaches the feature.</summary>
public enum TestReach
{
    Unit,
    Http,
    Browser,
}

/// <summary>A test that carries a feature, as <c>project:Class.Method</c>.</summary>
public sealed record FeatureTest(string Name, TestReach Reach);

/// <summary>功能 — a behaviour of the platform that clauses ask for.</summary>
public sealed record Feature(string Name, FeatureState State, IReadOnlyList<FeatureTest> Tests)
{
    /// <summary>A fulfilled feature is carried by at least one test over HTTP or in a browser.</summary>
    public bool IsProven => State == FeatureState.Planned || Tests.Any(test => test.Reach != TestReach.Unit);
}

/// <summary>
/// 功能清单 — every feature that an obligation may name. A line for each: <c>Planned("name")</c>, or
/// <c>Fulfilled("name", Http("Modules.Tests:Class.Method"))</c> when a test over HTTP or in a browser carries it.
/// </summary>
public static class Features
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        Planned("document-register"),
        Planned("document-relations"),
        Planned("trial-reminder"),
        Planned("price-publicity"),
        Planned("informed-consent"),
        Planned("price-filing"),
        Planned("item-application"),
        Planned("similar-item-detection"),
        Planned("institution-qualification"),
        Planned("practitioner-eligibility"),
        Planned("real-name-visit"),
        Planned("follow-up-proof"),
        Planned("turn-offline"),
        Planned("consultation-advice"),
        Planned("e-prescription"),
        Planned("pharmacist-review"),
        Planned("prescription-circulation"),
        Planned("prescription-delivery"),
        Planned("cross-area-recognition"),
        Planned("online-settlement"),
        Planned("channel-marking"),
        Planned("settlement-evidence"),
        Planned("shared-budget"),
        Planned("agreement-application"),
        Planned("agreement-clock"),
        Planned("agreement-terms"),
        Planned("agreement-signing"),
        Planned("agreement-cascade"),
        Planned("agreement-appraisal"),
        Planned("acceptance-test"),
        Planned("public-directory"),
        Planned("claims-review"),
        Planned("review-sampling"),
        Planned("oversight-cases"),
        Planned("oversight-sanctions"),
        Planned("credit-record"),
        Planned("public-complaint"),
        Planned("trace-chain"),
        Planned("patient-records"),
        Planned("weekly-report"),
        Planned("report-templates"),
        Planned("code-maintenance"),
        Planned("interface-onboarding"),
        Planned("role-separation"),
        Planned("two-person-rule"),
        Planned("audit-trail"),
        Planned("data-protection"),
        Planned("e-certificate"),
        Planned("training-record"),
        Planned("service-date-version"),
        Planned("situation-switch"),
        Planned("first-visit-binding"),
        Planned("long-prescription"),
        Planned("appointment"),
        Planned("pricing-methods"),
        Planned("inclusion-filing"),
        Planned("item-categories"),
        Planned("retail-reconciliation"),
        Planned("law-library"),
        Planned("law-pages"),
        Planned("calculator-page"),
        Planned("quote"),
        Planned("adjudicate"),
        Planned("clock"),
        Planned("settlement-line"),
        Planned("trail"),
        Planned("item-register"),
        Planned("premium-register"),
        Planned("inclusion-decision"),
        Planned("chronic-registration"),
    ];

    public static Feature? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    private static Feature Planned(string name) => new(name, FeatureState.Planned, []);
}
