namespace Mingsuan.Simulator.Tests.Fuzzing;

/// <summary>Good questions, to be spoilt.</summary>
internal static class Questions
{
    private static readonly string[] Quote =
    [
        """
        {"region":"532300","on":"2026-03-01","item":"110200001","channel":"internet",
        "institution":{"ownership":"public",
        "level":"secondary","licences":[{"kind":"internetCare","from":"2020-01-01"}]},"practitioner":{"title":"chief"},
        "visit":{"kind":"followUp","realTime":true,"consent":true,"diagnosis":["I10.x00x002"],"symptoms":["covid"]}}
        """,
        """
        {"region":"430900","on":"2021-03-01","item":"270800008","quantity":"1","consulted":{"region":"430000",
        "ownership":"public","level":"tertiary","title":"chief",
        "licences":[{"kind":"telemedicine","from":"2020-01-01"}]},
        "disciplines":3,"imaging":["ct","mri"],"slides":2,"startedAt":"2021-03-01T09:00:00+08:00",
        "endedAt":"2021-03-01T10:00:00+08:00","minutes":60,"monitoring":{"setting":"remote"},"signedOpinion":true}
        """,
    ];

    private static readonly string[] Adjudicate =
    [
        """
        {"region":"532300","on":"2026-03-01","insured":{"area":"532301","scheme":"employee","status":"working",
        "accountBalance":"100.00","year":{"deductibleUsed":"0","fundPaid":"10.00"},"chronic":[{"code":"M03900",
        "from":"2022-01-01"}],"twoDiseases":["hypertension"]},"institution":{"ownership":"public","level":"secondary",
        "agreement":{"main":{"from":"2022-01-01","state":"inForce"}}},"visit":{"channel":"offline","kind":"first",
        "benefit":"ordinary","diagnosis":["I10.x00x002"],"lastOffline":{"on":"2026-02-01","diagnosis":"I10"}},
        "lines":[{"id":"1","kind":"service","code":"110200001","unitPrice":"7.50","quantity":1},
        {"id":"2","kind":"drug","code":"X","class":"B","initialCopay":"0.10","unitPrice":26,"quantity":"5",
        "ceiling":"20.00","publicReference":"25.00"},{"id":"3","kind":"delivery","code":"D","amount":"8.00"}],
        "useAccount":true,"dispensedBy":"hospital"}
        """,
    ];

    private static readonly string[] Clock =
    [
        """{"document":"楚医保规〔2022〕3号","step":"review","from":"2022-09-26"}""",
        """{"document":"楚医保规〔2022〕3号","step":"reapply","from":"2022-09-26"}""",
        """{"document":"苏医保发〔2020〕16号","step":"weeklyReport","from":"2020-03-26","situation":"epidemic"}""",
    ];

    public static IReadOnlyList<string> Of(string verb) => verb switch
    {
        "quote" => Quote,
        "adjudicate" => Adjudicate,
        _ => Clock,
    };
}
