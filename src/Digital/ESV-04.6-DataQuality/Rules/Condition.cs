using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Rules;

/// <summary>A condition over the fields of a row: comparisons of columns and literals with <c>and</c>, <c>or</c>, <c>not</c> and
/// parentheses, as pandas writes them (<c>x != 1 &amp; y == "abc"</c>) or as SQL does (<c>x &lt;&gt; 1 AND y IS NOT NULL</c>; also
/// <c>IN</c>, <c>BETWEEN</c>, <c>LIKE</c>). Values of different kinds are never equal and have no order.</summary>
internal sealed class Condition
{
    private readonly Func<int, bool?> truth;

    private Condition(Func<int, bool?> truth) => this.truth = truth;

    /// <summary>True where the row is known to meet it.</summary>
    public bool Holds(int row) => truth(row) == true;

    /// <summary>Reads a condition.</summary>
    /// <param name="text">At most 4,000 characters.</param>
    /// <param name="table">Whose columns it may name.</param>
    /// <param name="missingIsUnknown">True: a comparison with a missing value is unknown, as in SQL. False: it is false, and
    /// <c>!=</c> true, as in pandas.</param>
    public static Outcome<Condition> Parse(string text, Table table, bool missingIsUnknown)
    {
        var parser = new Parser(text, table, missingIsUnknown);
        var truth = text.Length > 4000 ? parser.Fail("The condition is longer than 4000 characters") : parser.Whole();
        return parser.Refusal is { } refusal ? refusal : new Condition(truth);
    }

    private sealed class Parser(string text, Table table, bool missingIsUnknown)
    {
        private const int MaxDepth = 50;
        private readonly ConditionTokens tokens = new(text);
        private int depth;

        public Refusal? Refusal { get; private set; }

        public Func<int, bool?> Whole()
        {
            var truth = Or();
            return tokens.IsAtEnd ? truth : Fail($"'{tokens.Current}' was not expected");
        }

        public Func<int, bool?> Fail(string what)
        {
            Refusal ??= new("bad-condition", what, $"'{(text.Length <= 80 ? text : text[..80] + "…")}', character {tokens.Start + 1}",
                "Write comparisons of columns and literals, joined by and, or, not.");
            tokens.Stop();
            return _ => null;
        }

        private Func<int, bool?> Or()
        {
            var left = And();
            while (tokens.Take("|", "or"))
            {
                var (a, b) = (left, And());
                left = row => a(row) == true || b(row) == true ? true : a(row) == false && b(row) == false ? false : null;
            }
            return left;
        }

        private Func<int, bool?> And()
        {
            var left = Not();
            while (tokens.Take("&", "and"))
            {
                var (a, b) = (left, Not());
                left = row => a(row) == false || b(row) == false ? false : a(row) == true && b(row) == true ? true : null;
            }
            return left;
        }

        private Func<int, bool?> Not()
        {
            if (++depth > MaxDepth) return Fail("The condition is nested too deep");
            var truth = tokens.Take("~", "not") ? Negated(Not()) : tokens.Take("(") ? Inside() : Comparison();
            depth--;
            return truth;
        }

        private Func<int, bool?> Inside()
        {
            var truth = Or();
            return tokens.Take(")") ? truth : Fail("A parenthesis is not closed");
        }

        private Func<int, bool?> Comparison()
        {
            var left = Operand();
            if (tokens.Take("is"))
            {
                var isNot = tokens.Take("not");
                return tokens.Take("null") ? row => left.Of(row) is null != isNot : Fail("IS wants NULL");
            }
            if (tokens.Take("not")) return Negated(Membership(left));
            if (tokens.Peek("in", "between", "like")) return Membership(left);
            foreach (var sign in new[] { "==", "=", "!=", "<>", "<=", ">=", "<", ">" })
                if (tokens.Take(sign)) return Compare(left, sign, Operand());
            return Fail("A comparison was expected");
        }

        private Func<int, bool?> Membership(ConditionOperand left)
        {
            if (tokens.Take("between"))
            {
                var (low, _, high) = (Operand(), tokens.Take("and") ? true : Fail("BETWEEN wants AND") is null, Operand());
                var (above, below) = (Compare(left, ">=", low), Compare(left, "<=", high));
                return row => above(row) is { } a && below(row) is { } b ? a && b : null;
            }
            if (tokens.Take("like"))
            {
                var pattern = Operand();
                if (pattern.Literal is not { Kind: CellKind.Text } text) return Fail("LIKE wants a pattern in quotes");
                return row => left.Of(row) is { } cell ? LikePattern.Matches(text.Text, cell.ToString()) : null;
            }
            return tokens.Take("in") ? In(left) : Fail("IN, BETWEEN or LIKE was expected");
        }

        private Func<int, bool?> In(ConditionOperand left)
        {
            if (!tokens.Take("(", "[")) return Fail("IN wants a list");
            var any = ImmutableArray.CreateBuilder<Func<int, bool?>>();
            do any.Add(Compare(left, "==", Operand()));
            while (tokens.Take(","));
            var all = any.ToImmutable();
            return tokens.Take(")", "]")
                ? row => all.Any(each => each(row) == true) ? true : all.All(each => each(row) == false) ? false : null
                : Fail("The list is not closed");
        }

        private static Func<int, bool?> Negated(Func<int, bool?> truth) => row => !truth(row);

        private Func<int, bool?> Compare(ConditionOperand left, string sign, ConditionOperand right)
        {
            (left, right) = (left.InKindOf(right), right.InKindOf(left));
            var isUnequal = sign is "!=" or "<>";
            return row =>
            {
                if (left.Of(row) is not { } a || right.Of(row) is not { } b) return missingIsUnknown ? null : isUnequal;
                if (a.Kind != b.Kind) return isUnequal;
                var order = a.CompareTo(b);
                return sign switch
                {
                    "==" or "=" => order == 0,
                    "!=" or "<>" => order != 0,
                    "<" => order < 0,
                    "<=" => order <= 0,
                    ">" => order > 0,
                    _ => order >= 0,
                };
            };
        }

        private ConditionOperand Operand()
        {
            if (tokens.Literal() is { } literal) return new(null, literal);
            if (tokens.Name() is not { } name)
            {
                Fail("A column or a literal was expected");
                return new(null, null);
            }
            if (table.Find(name) is { } column) return new(column, null);
            Fail($"{table.Name} has no column '{name}'");
            return new(null, null);
        }
    }
}

/// <summary>A side of a comparison: a column, or a literal.</summary>
internal sealed record ConditionOperand(TableColumn? Column, Cell? Literal)
{
    public Cell? Of(int row) => Column is null ? Literal : Column[row];

    /// <summary>A literal text as an instant where the other side is a column of instants.</summary>
    public ConditionOperand InKindOf(ConditionOperand other) =>
        Literal is { Kind: CellKind.Text } text && other.Column is { Values: [{ Kind: CellKind.Time }, ..] }
            ? this with { Literal = Values.InKind(text, CellKind.Time) ?? text } : this;
}
