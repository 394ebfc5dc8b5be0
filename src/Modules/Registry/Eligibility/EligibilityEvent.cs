using Microsoft.EntityFrameworkCore;
using Mingsuan.Contracts.Registry;
using Mingsuan.Platform.Persistence;

namespace Mingsuan.Registry.Eligibility;

/// <summary>支付资格处理.</summary>
internal enum EligibilityAct
{
    /// <summary>记分.</summary>
    Points,

    /// <summary>中止.</summary>
    Suspend,

    /// <summary>取消.</summary>
    Terminate,

    /// <summary>恢复.</summary>
    Restore,
}

/// <summary>
/// 支付资格事件 — one decision about one practitioner, from its moment on and for both channels. The state is the fold of
/// these; nothing else stores it. (楚医保规〔2022〕3号 第十九条)
/// </summary>
[TableClass(TableClass.Reference)]
internal sealed class EligibilityEvent
{
    /// <summary>Who "decided" what the register began with: such an event has no entry on a chain.</summary>
    public const string Stock = "";

    public required Guid PractitionerId { get; init; }

    /// <summary>1 for the first, one more with each.</summary>
    public required int Seq { get; init; }

    public required string Code { get; init; }

    public required EligibilityAct Act { get; init; }

    /// <summary>记分 — only of an entry of points.</summary>
    public required int Points { get; init; }

    public required DateTime At { get; init; }

    public required string Reason { get; init; }

    /// <summary>文号.</summary>
    public required string Document { get; init; }

    public required string By { get; init; }
}

/// <summary>支付资格 — the fold.</summary>
internal static class EligibilityFold
{
    /// <summary>
    /// 状态镜像 — suspended is suspended, terminated is terminated, restored is eligible, for online and offline alike.
    /// </summary>
    public static PractitionerStanding At(IEnumerable<EligibilityEvent> events, DateTime at) =>
        events.Where(one => one.At <= at && one.Act != EligibilityAct.Points).MaxBy(one => one.Seq)?.Act switch
        {
            EligibilityAct.Suspend => PractitionerStanding.Suspended,
            EligibilityAct.Terminate => PractitionerStanding.Terminated,
            _ => PractitionerStanding.Eligible,
        };

    /// <summary>The points of a calendar year, up to a moment.</summary>
    public static int Points(IEnumerable<EligibilityEvent> events, int year, DateTime at) => events
        .Where(one => one.At <= at && Platform.Time.BeijingTime.Day(one.At).Year == year).Sum(one => one.Points);

    /// <summary>Whether a decision may follow a state: nothing is suspended twice, or restored that stands.</summary>
    public static bool MayFollow(PractitionerStanding standing, EligibilityAct act) => act switch
    {
        EligibilityAct.Points => true,
        EligibilityAct.Suspend => standing == PractitionerStanding.Eligible,
        EligibilityAct.Terminate => standing != PractitionerStanding.Terminated,
        EligibilityAct.Restore => standing != PractitionerStanding.Eligible,
        _ => false,
    };
}

internal sealed class EligibilityMap : IEntityMap
{
    public void Map(ModelBuilder model) => model.Entity<EligibilityEvent>(one =>
    {
        one.ToTable("registry_eligibility_event");
        one.HasKey(row => new { row.PractitionerId, row.Seq });
        one.HasIndex(row => row.Code);
        one.Property(row => row.Code).HasMaxLength(30);
        one.Property(row => row.Reason).HasMaxLength(500);
        one.Property(row => row.Document).HasMaxLength(100);
        one.Property(row => row.By).HasMaxLength(200);
    });
}
