using System.Globalization;
using System.Reflection;
using Mingsuan.Contracts.Registry;
using YamlDotNet.RepresentationModel;

namespace Mingsuan.Registry.Eligibility;

/// <summary>
/// 年度记分界限 — at how many points of a calendar year a suspension or a termination is due. A sample parameter until the
/// document is found; it proposes, an officer decides.
/// </summary>
internal sealed record PointsLimits(int Suspend, int Terminate)
{
    /// <summary>The shipped parameter.</summary>
    public static PointsLimits Shipped { get; } = Read();

    /// <summary>What is due at so many points, if the practitioner does not stand so already.</summary>
    public EligibilityAct? Due(int points, PractitionerStanding standing) =>
        points >= Terminate && standing != PractitionerStanding.Terminated ? EligibilityAct.Terminate
        : points >= Suspend && standing == PractitionerStanding.Eligible ? EligibilityAct.Suspend
        : null;

    private static PointsLimits Read()
    {
        using var stream = Assembly.GetExecutingAssembly()
            .GetManifestResourceStream("Mingsuan.Registry.Eligibility.points.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var map = (YamlMappingNode)yaml.Documents[0].RootNode;
        return new(Number(map, "suspend"), Number(map, "terminate"));
    }

    private static int Number(YamlMappingNode map, string name) =>
        int.Parse(((YamlScalarNode)map[name]).Value!, CultureInfo.InvariantCulture);
}
