namespace Mingsuan.Patient.Records;

/// <summary>收据入口 — the path below a settlement at which its receipt is had, where there are receipts.</summary>
internal sealed record ReceiptWay(string Path);
