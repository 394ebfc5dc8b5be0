using Mingsuan.Contracts.Infnos;
using Mingsuan.Contracts.Visits;

namespace Mingsuan.Visits.Opening;

/// <summary>
/// 渠道判定 — the national interface has no mark for an online visit, so the channel is derived once, when the visit is
/// opened: what the extension node declares, else a mobile terminal with an e-certificate token, else an internet
/// hospital, else offline.
/// </summary>
internal static class ChannelDecision
{
    private const string ECertificate = "01";

    public static (VisitChannel Channel, ChannelGround Ground) Decide(
        VisitChannel? declared, OpterType terminal, string certType, bool internetHospital)
    {
        if (declared is { } channel)
        {
            return (channel, ChannelGround.Declared);
        }

        if (terminal == OpterType.Mobile && certType == ECertificate)
        {
            return (VisitChannel.Internet, ChannelGround.MobileToken);
        }

        return internetHospital
            ? (VisitChannel.Internet, ChannelGround.InternetHospital)
            : (VisitChannel.Offline, ChannelGround.Otherwise);
    }
}
