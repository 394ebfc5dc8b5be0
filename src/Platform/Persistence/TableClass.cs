namespace Mingsuan.Platform.Persistence;

/// <summary>表的归类 — where a table's rows live when the schema is spread over several machines.</summary>
public enum TableClass
{
    /// <summary>Sharded by `person_id`.</summary>
    Person,

    /// <summary>Sharded by `inst_id`.</summary>
    Institution,

    /// <summary>Sharded by `code`: what is unique of itself and has neither a person nor an institution.</summary>
    Code,

    /// <summary>A full copy on every node: small, seldom written.</summary>
    Reference,

    /// <summary>On one node only: migration history, job control, operator accounts.</summary>
    Local,
}

/// <summary>表的归类标记 — every entity states its class once, here; a model test reads it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableClassAttribute(TableClass value) : Attribute
{
    /// <summary>The class of the table.</summary>
    public TableClass Value => value;
}
