using System.Text.Json.Serialization;

namespace Mingsuan.Prescriptions.Life;

/// <summary>
/// 处方事件 — what happened to a prescription; its state is the fold of these and nothing else. (ADR 0022)
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Checked), "checked")]
[JsonDerivedType(typeof(Signed), "signed")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(Uploaded), "uploaded")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Dispensed), "dispensed")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Revoked), "revoked")]
[JsonDerivedType(typeof(Paid), "paid")]
[JsonDerivedType(typeof(Refunded), "refunded")]
internal abstract record RxEvent;

/// <summary>处方行 — how much of what, in ten-thousandths of the dispensing unit.</summary>
internal sealed record RxLine(string Line, string Code, long Amount);

/// <summary>取药量 — how much of a line, in ten-thousandths of the dispensing unit.</summary>
internal sealed record Portion(string Line, long Amount)
{
    /// <summary>药品追溯码 of what is in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? TraceCodes { get; init; }

    /// <summary>拆零.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Split { get; init; }
}

/// <summary>预核验通过 — the text as it is to be signed; a later one takes the place of an earlier. (nhsa §15.2)</summary>
internal sealed record Checked(
    string Prescriber, IReadOnlyList<RxLine> Lines, DateTime ValidUntil, string TextDigest) : RxEvent
{
    /// <summary>开方时间, UTC.</summary>
    public DateTime? PrescribedAt { get; init; }
}

/// <summary>医师签名 — over the digest of the text. (楚医保规〔2022〕3号 第二十三条（一）)</summary>
internal sealed record Signed(string Doctor, string TextDigest, string CertificateSn) : RxEvent
{
    /// <summary>有效期上限 in days, by the law in force at this signature.</summary>
    public int? MostDays { get; init; }

    /// <summary>处方原件的摘要 — SM3 in hex of the document that goes with the signature.</summary>
    public string? FileDigest { get; init; }

    /// <summary>签名证书.</summary>
    public UsedCertificate? Certificate { get; init; }

    /// <summary>签名原文 — the very bytes that were signed, in Base64.</summary>
    public string? Original { get; init; }

    /// <summary>签名值 as r‖s, in Base64.</summary>
    public string? Signature { get; init; }

    /// <summary>公钥点 — the key that it was verified with, in hex.</summary>
    public string? Key { get; init; }
}

/// <summary>
/// 所用证书 — with its holder and its DER in Base64, and the fault that a lenient institution was let pass; none: it held
/// when the signature was taken.
/// </summary>
internal sealed record UsedCertificate(string Subject, string Der, string? Fault);

/// <summary>药师审核 — by a pharmacist who is not the prescriber. (楚医保规〔2022〕3号 第二十三条（一）)</summary>
internal sealed record Reviewed(string Pharmacist, bool Passed, string? Opinion) : RxEvent
{
    /// <summary>签名值 over the doctor's original, as r‖s, in Base64.</summary>
    public string? Signature { get; init; }

    /// <summary>签名证书.</summary>
    public UsedCertificate? Certificate { get; init; }

    /// <summary>公钥点 — the key that it was verified with, in hex.</summary>
    public string? Key { get; init; }
}

/// <summary>上传 — from now on it circulates. (nhsa §15.4)</summary>
internal sealed record Uploaded : RxEvent
{
    /// <summary>处方原件的摘要 — SM3 in hex.</summary>
    public string? FileDigest { get; init; }
}

/// <summary>占用 — a pharmacy has it. The number tells this hold from earlier ones.</summary>
internal sealed record Held(string Pharmacy, int Number) : RxEvent;

/// <summary>释放 — the pharmacy, or the patient, gives it back to circulation.</summary>
internal sealed record Released(string By) : RxEvent;

/// <summary>发药 — portions handed out under a hold.</summary>
internal sealed record Dispensed(string Pharmacy, IReadOnlyList<Portion> Portions) : RxEvent
{
    /// <summary>调配核对药师.</summary>
    public string? Pharmacist { get; init; }

    /// <summary>发药人.</summary>
    public string? Dispenser { get; init; }
}

/// <summary>退药 — portions that came back.</summary>
internal sealed record Returned(string Pharmacy, IReadOnlyList<Portion> Portions) : RxEvent;

/// <summary>药店药师拒绝 — the doctor has to write another one. (药品管理法 第五十八条)</summary>
internal sealed record Rejected(string Pharmacy, string Pharmacist, string Reason) : RxEvent;

/// <summary>撤销 — by its doctor; while it is held, a mark that takes effect with the release. (nhsa §15.4)</summary>
internal sealed record Revoked(string Doctor, string Reason) : RxEvent;

/// <summary>结算 — a settlement charged these portions; no other one can. (NHC-8, ADR 0026)</summary>
internal sealed record Paid(string Settlement, string Institution, IReadOnlyList<Portion> Portions) : RxEvent;

/// <summary>退费 — that settlement was taken back; its portions may be charged again.</summary>
internal sealed record Refunded(string Settlement) : RxEvent;
