using System.Diagnostics.CodeAnalysis;
using Mingsuan.Law.Checking;
using Mingsuan.Law.Reading;

namespace Mingsuan.Law.Forms;

/// <summary>栏目 — a named value of a form, with its one-line meaning.</summary>
public abstract class Field(string name, bool required, string meaning)
{
    public string Name { get; } = name;

    public bool Required { get; } = required;

    public string Meaning { get; } = meaning;

    public abstract Shape Shape { get; }

    internal abstract bool TryRead(YamlNode node, FormReader reader, out object? value);
}

/// <summary>A field and the type that its value is read to.</summary>
public sealed class Field<T>(string name, Shape<T> shape, string meaning, bool required = false)
    : Field(name, required, meaning)
{
    public override Shape Shape => shape;

    internal override bool TryRead(YamlNode node, FormReader reader, out object? value)
    {
        reader.Field = Name;
        var read = shape.TryRead(node, reader, out var typed);
        value = typed;
        return read;
    }
}

/// <summary>The values read from one map.</summary>
public sealed class FormValues(YamlMap node, FormReader reader, IReadOnlyDictionary<Field, object?> values)
{
    public FormReader Reader { get; } = reader;

    public int Line => node.Line;

    public bool Has(Field field) => values.ContainsKey(field);

    public int LineOf(Field field) => node.Find(field.Name)?.Line ?? node.Line;

    /// <summary>The value of a field that must be there.</summary>
    public T Get<T>(Field<T> field) => (T)values[field]!;

    /// <summary>The value, or another when the field is absent.</summary>
    public T Get<T>(Field<T> field, T otherwise) => values.TryGetValue(field, out var value) ? (T)value! : otherwise;

    /// <summary>The value, or null when the field is absent.</summary>
    public T? Maybe<T>(Field<T> field)
        where T : struct => values.TryGetValue(field, out var value) ? (T)value! : null;

    /// <summary>The value, or null when the field is absent.</summary>
    public T? Find<T>(Field<T> field)
        where T : class => values.GetValueOrDefault(field) as T;
}

/// <summary>表单 — the fields that a map may have. Whatever is not declared here is refused by name.</summary>
public sealed class Form(string name, IReadOnlyList<Field> fields)
{
    public string Name { get; } = name;

    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Reads the map; null after reporting every mistake in it.</summary>
    public FormValues? Read(YamlNode node, FormReader reader)
    {
        if (node is not YamlMap map)
        {
            reader.Report(DiagnosticKinds.BadValue, node.Line, "…", Name, "a map with the fields " + FieldNames());
            return null;
        }

        var good = true;
        var values = new Dictionary<Field, object?>();
        foreach (var entry in map.Entries)
        {
            var field = Fields.FirstOrDefault(one => one.Name == entry.Key.Text);
            if (field is null)
            {
                good = false;
                var nearest = Casing.Nearest(entry.Key.Text, Fields.Select(one => one.Name));
                reader.Report(
                    DiagnosticKinds.UnknownField, entry.Key.Line, entry.Key.Text, Name, nearest, FieldNames());
            }
            else if (field.TryRead(entry.Value, reader, out var value))
            {
                values[field] = value;
            }
            else
            {
                good = false;
            }
        }

        foreach (var field in Fields.Where(one => one.Required && map.Find(one.Name) is null))
        {
            good = false;
            reader.Report(DiagnosticKinds.MissingField, node.Line, field.Name, Name, field.Meaning);
        }

        return good ? new FormValues(map, reader, values) : null;
    }

    /// <summary>The places of the map where a mutant may change something.</summary>
    public void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        if (node is not YamlMap map)
        {
            return;
        }

        foreach (var entry in map.Entries)
        {
            var field = Fields.FirstOrDefault(one => one.Name == entry.Key.Text);
            field?.Shape.AddSites(entry.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}", sites);
        }
    }

    private string FieldNames() => string.Join(", ", Fields.Select(one => one.Name));
}

/// <summary>A nested map, read by its own form and made into one value.</summary>
public sealed class FormShape<T>(Form form, Func<FormValues, T?> build) : Shape<T>
{
    public Form Form { get; } = form;

    public override IReadOnlyList<Form> Nested => [Form];

    public override string Expected =>
        "a map with the fields " + string.Join(", ", Form.Fields.Select(one => one.Name));

    public override bool TryRead(YamlNode node, FormReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = Form.Read(node, reader) is { } values ? build(values) : default;
        return value is not null;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites) =>
        Form.AddSites(node, path, sites);
}

/// <summary>A list of one shape; a single value may stand without brackets.</summary>
public sealed class ListShape<T>(Shape<T> item) : Shape<IReadOnlyList<T>>
{
    public override IReadOnlyList<Form> Nested => item.Nested;

    public override string Expected => "a list, each " + item.Expected;

    public override bool TryRead(
        YamlNode node, FormReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        var items = node is YamlList list ? list.Items : [node];
        var read = new List<T>(items.Count);
        var good = items.Count > 0 || reader.Refuse(node, this);
        foreach (var one in items)
        {
            if (item.TryRead(one, reader, out var typed))
            {
                read.Add(typed);
            }
            else
            {
                good = false;
            }
        }

        value = good ? read : null;
        return good;
    }

    public override void AddSites(YamlNode node, string path, ICollection<MutationSite> sites)
    {
        if (node is not YamlList list)
        {
            item.AddSites(node, path, sites);
            return;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            item.AddSites(list.Items[i], $"{path}[{i}]", sites);
        }
    }
}
