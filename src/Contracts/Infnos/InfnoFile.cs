namespace Mingsuan.Contracts.Infnos;

/// <summary>文件答复 — bytes that are sent in place of an envelope: what 9102 answers when it succeeds.</summary>
public sealed record InfnoFile(string Name, ReadOnlyMemory<byte> Content);
