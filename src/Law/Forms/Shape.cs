using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Forms;

/// <summary>
/// 取值形状 — what may stand as a value in a law file: how it is read, how it is described, and where a mutant may
/// change it. One declaration serves all three.
/// </summary>
public abstract class Shape
{
    /// <summary>What is expected, for messages and the reference: "an amount in yuan".</summary>
    public abstract string Expected { get; }

    /// <summary>The forms of the maps that may stand inside, for the reference.</summary>
    public virtual IReadOnlyList<Form> Nested => [];

    /// <summary>Adds every number, date and word of a closed list in this value, each with another value.</summary>
    public virtual void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
    }
}

/// <summary>A shape and the type that it is read to.</summary>
public abstract class Shape<T> : Shape
{
    /// <summary>Reads the value, or reports why not.</summary>
    public abstract bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out T value);
}

/// <summary>变异点 — a scalar of a rule and the other value that a mutant gives it.</summary>
public sealed record MutationSite(YamlScalar Scalar, string Path, string Other);

/// <summary>The place that is being read: where its mistakes are reported, and which clause its rules cite.</summary>
public sealed class FormReader(DiagnosticSink sink, string file, string? clause, int clauseId, int jurisdiction)
{
    public int ClauseId { get; } = clauseId;

    public int Jurisdiction { get; } = jurisdiction;

    /// <summary>The field being read, for messages.</summary>
    public string Field { get; set; } = "";

    public void Report(DiagnosticKind kind, int line, params string[] arguments) =>
        sink.Report(kind, file, line, clause, arguments);

    /// <summary>Reports that the value is not what <paramref name="shape"/> expects.</summary>
    public bool Refuse(YamlNode node, Shape shape)
    {
        var written = node switch
        {
            YamlScalar scalar => scalar.Text,
            YamlList => "[…]",
            _ => "{…}",
        };
        Report(DiagnosticKinds.BadValue, node.Line, written, Field, shape.Expected);
        return false;
    }
}
