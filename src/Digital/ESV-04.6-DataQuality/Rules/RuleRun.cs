using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>One asking of a rule: its arguments in their types, and the rows that its condition leaves. The first fault stays in
/// <see cref="Refusal"/>; the rule goes on with an empty answer, and whoever asked looks at it once, at the end.</summary>
internal sealed class RuleRun
{
    private readonly RuleCall call;

    public RuleRun(RuleCall call, RuleSubject subject)
    {
        this.call = call;
        Subject = subject;
        Rows = Filter();
        Mostly = Number("mostly") ?? 1;
        if (Mostly is not (>= 0 and <= 1)) Refuse("mostly-out-of-range", $"mostly is {Mostly}", "Give a share from 0 to 1.");
    }

    public RuleSubject Subject { get; }

    public Table Table => Subject.Table;

    /// <summary>The rows that the condition leaves, in order.</summary>
    public ImmutableArray<int> Rows { get; }

    /// <summary>The share of rows that is enough.</summary>
    public double Mostly { get; }

    public Refusal? Refusal { get; private set; }

    public void Refuse(string code, string what, string remedy) => Refusal ??= new(code, what, $"{call.Rule} on {Table.Name}", remedy);

    /// <summary>An argument; null where it is not given or is null.</summary>
    public Term? Argument(string name) => call.Arguments[name] is Term.Leaf { Value: null } ? null : call.Arguments[name];

    public double? Number(string name) => Argument(name) switch
    {
        null => null,
        Term.Leaf { Value: { Kind: CellKind.Number } cell } => cell.Number,
        var other => Wrong(name, other, "a number"),
    };

    public int? Whole(string name)
    {
        var number = Number(name);
        if (number is not { } given || given == Math.Floor(given)) return (int?)number;
        Refuse("wrong-argument", $"{name} is {given}", "Give a whole number.");
        return null;
    }

    public string? Text(string name) => Argument(name) switch
    {
        null => null,
        Term.Leaf { Value: { Kind: CellKind.Text } cell } => cell.Text,
        var other => WrongText(name, other, "a text"),
    };

    public bool Flag(string name) => Argument(name) is Term.Leaf { Value: { Kind: CellKind.Flag, Number: 1 } };

    /// <summary>A list of single values; null where the argument is not given.</summary>
    public ImmutableArray<Cell?>? Cells(string name)
    {
        if (Argument(name) is not { } term) return null;
        if (term is Term.List list && list.Items.All(item => item is Term.Leaf))
            return [.. list.Items.Cast<Term.Leaf>().Select(leaf => leaf.Value)];
        WrongText(name, term, "a list of values");
        return [];
    }

    public ImmutableArray<string>? Texts(string name)
    {
        if (Cells(name) is not { } cells) return null;
        if (cells.All(cell => cell is { Kind: CellKind.Text })) return [.. cells.Select(cell => cell!.Value.Text)];
        Refuse("wrong-argument", $"{name} holds other values than texts", "Give a list of texts.");
        return [];
    }

    /// <summary>An argument that the rule cannot do without.</summary>
    public T Need<T>(T? value, string name, T instead)
    {
        if (value is not null) return value;
        Refuse("missing-argument", $"The rule needs {name}", $"Give {name}.");
        return instead;
    }

    public TableColumn Column(string argument = "column") => Find(Need(Text(argument), argument, ""));

    public ImmutableArray<TableColumn> Columns(string argument) =>
        [.. (Texts(argument) is { } names ? names : Need<ImmutableArray<string>?>(null, argument, []))!.Value.Select(Find)];

    /// <summary>A bound in the kind of the values it is held against: a text becomes an instant where they are instants.</summary>
    public Cell? Bound(string name, CellKind? kind)
    {
        if (Argument(name) is not { } term) return null;
        if (term is Term.Leaf { Value: { } cell } && Values.InKind(cell, kind) is { } fits) return fits;
        Refuse("mixed-types", $"{name} is {term}, the values are of kind {kind}", "Give a bound of the column's own kind.");
        return null;
    }

    /// <summary>The one kind of the values in the rows left; null where there are none; refuses values of several kinds.</summary>
    public CellKind? KindOf(TableColumn column)
    {
        CellKind? kind = null;
        foreach (var row in Rows)
            if (column.Codes[row] is var code and not TableColumn.Missing)
            {
                if (kind is { } one && one != column.Values[code].Kind)
                    Refuse("mixed-types", $"{column.Name} holds {one} and {column.Values[code].Kind}",
                        "Compare values of one kind; correct the column, or filter its rows.");
                kind ??= column.Values[code].Kind;
            }
        return kind;
    }

    private TableColumn Find(string name)
    {
        if (Table.Find(name) is { } column) return column;
        Refuse("unknown-column", $"{Table.Name} has no column '{name}'", $"Name one of {string.Join(", ",
            Table.Columns.Take(12).Select(each => each.Name))}.");
        return new(name, [], ImmutableArray.CreateRange(Enumerable.Repeat(TableColumn.Missing, Table.RowCount)));
    }

    private ImmutableArray<int> Filter()
    {
        var all = Enumerable.Range(0, Table.RowCount);
        if (Text("condition_parser") is { } parser and not "pandas")
            Refuse("unknown-condition-parser", $"'{parser}' is no parser of conditions we have", "Write the condition as pandas does.");
        if (Text("row_condition") is not { } text || Refusal is not null) return [.. all];
        switch (Condition.Parse(text, Table, missingIsUnknown: false))
        {
            case Outcome<Condition>.Done done:
                return [.. all.Where(done.Value.Holds)];
            case Outcome<Condition>.Refused refused:
                Refusal ??= refused.Refusal;
                break;
        }
        return [];
    }

    private double? Wrong(string name, Term term, string expected)
    {
        WrongText(name, term, expected);
        return null;
    }

    private string? WrongText(string name, Term term, string expected)
    {
        Refuse("wrong-argument", $"{name} is {term}", $"Give {expected}.");
        return null;
    }
}
