namespace Mingsuan.Platform.Http;

/// <summary>字段类型 — as what a field is read.</summary>
public enum ReadKind
{
    /// <summary>字符型.</summary>
    Text,

    /// <summary>数值型.</summary>
    Number,

    /// <summary>日期时间型.</summary>
    Instant,

    /// <summary>对象, whose members are named elsewhere.</summary>
    Open,
}

/// <summary>读取的字段 — one field as the code reads it: the node that holds it, its name and its limits.</summary>
public sealed record ReadField(string Node, string Name, ReadKind Kind, int? Length)
{
    /// <summary>必填.</summary>
    public bool Required { get; internal set; }
}

/// <summary>
/// 读取探测 — finds out which fields some code reads, by letting it read a message that has everything and nothing: each
/// node is there once, each field is empty, and there is always a fault, so that the code stops before it acts.
/// </summary>
public sealed class WireProbe
{
    private static readonly AsyncLocal<WireProbe?> Running = new();

    private readonly List<ReadField> fields = [];
    private readonly Dictionary<string, string[]> names = new(StringComparer.Ordinal);

    private WireProbe()
    {
    }

    /// <summary>The fields read, in order, each once.</summary>
    public IReadOnlyList<ReadField> Fields => fields;

    /// <summary>The names under which a node is also taken.</summary>
    public IReadOnlyDictionary<string, string[]> Aliases => names;

    internal static WireProbe? Current => Running.Value;

    /// <summary>Runs the code and gives what it read.</summary>
    public static async Task<WireProbe> RunAsync(Func<Task> code)
    {
        var probe = new WireProbe();
        Running.Value = probe;
        try
        {
            await code();
        }
        finally
        {
            Running.Value = null;
        }

        return probe;
    }

    internal void Note(string path, string name, ReadKind kind, int? length)
    {
        if (Find(path, name) is null)
        {
            fields.Add(new(Node(path), name, kind, length));
        }
    }

    internal void Demand(string path, string name)
    {
        if (Find(path, name) is { } field)
        {
            field.Required = true;
        }
    }

    internal void NoteNode(string path, string[] all) => names.TryAdd(Node(path + all[0]), all[1..]);

    private ReadField? Find(string path, string name) =>
        fields.Find(field => field.Node == Node(path) && field.Name == name);

    private static string Node(string path) => path.TrimEnd('.').Replace("[0]", "[]", StringComparison.Ordinal);
}
