using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Cybersecurity;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Detection;

/// <summary>A rule made ready to run.</summary>
public sealed class CompiledRule
{
    internal CompiledRule(DetectionRule rule, ImmutableArray<NamedTest> selections, Func<SecurityEvent, bool> condition) =>
        (Rule, Selections, Condition) = (rule, selections, condition);

    /// <summary>As it was written.</summary>
    public DetectionRule Rule { get; }

    internal ImmutableArray<NamedTest> Selections { get; }

    internal Func<SecurityEvent, bool> Condition { get; }

    /// <summary>True when an event comes from where the rule looks.</summary>
    public bool LooksAt(SecurityEvent it) =>
        (Rule.Source.Product == "" || Same(Rule.Source.Product, it.Product)) && (Rule.Source.Service == "" || Same(Rule.Source.Service,
            it.Service)) && (Rule.Source.Category == "" || it.Categories.Any(each => Same(each, Rule.Source.Category)));

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A selection as a test, and its lines that can be told of.</summary>
internal sealed record NamedTest(string Name, Func<SecurityEvent, bool> Holds,
    ImmutableArray<(string Field, Func<SecurityEvent, bool> Holds)> Lines);

/// <summary>Makes a rule ready to run: every line of its selections becomes a test, its conditions one question over them.</summary>
public static class CompileRule
{
    /// <summary>The rule; as a finding each selection that no condition asks for (<c>unused-selection</c>). Refuses what
    /// <see cref="ValueTests"/> and <see cref="ReadCondition"/> refuse, by rule and reason, and a rule without a condition
    /// (<c>no-condition</c>).</summary>
    public static Outcome<CompiledRule> Run(DetectionRule rule)
    {
        var selections = ImmutableArray.CreateBuilder<NamedTest>();
        foreach (var (name, selection) in rule.Selections)
        {
            var lines = ImmutableArray.CreateBuilder<(string, Func<SecurityEvent, bool>)>();
            var made = Make(selection, $"{rule.File}, rule {rule.Id}, selection {name}", lines);
            if (made is Outcome<Func<SecurityEvent, bool>>.Refused refused) return refused.Refusal;
            selections.Add(new(name, made.OrThrow(), lines.ToImmutable()));
        }
        var where = $"{rule.File}, rule {rule.Id}, condition";
        if (rule.Conditions.IsEmpty) return new Refusal("no-condition", "The rule says no condition", where, "Write one.");
        var (asked, questions) = (new HashSet<string>(), new List<Func<SecurityEvent, bool>>());
        foreach (var condition in rule.Conditions)
        {
            var read = ReadCondition.Run(condition, selections.ToImmutable(), asked, where);
            if (read is Outcome<Func<SecurityEvent, bool>>.Refused refused) return refused.Refusal;
            questions.Add(read.OrThrow());
        }
        return Outcome.Of(new CompiledRule(rule, selections.ToImmutable(), it => questions.Exists(question => question(it))),
            selections.Where(each => !asked.Contains(each.Name)).Select(each => new Finding("unused-selection", Severity.Warning,
                $"No condition asks for '{each.Name}'", where, "the selection is not looked at")));
    }

    private static Outcome<Func<SecurityEvent, bool>> Make(
        Selection selection, string where, ImmutableArray<(string, Func<SecurityEvent, bool>)>.Builder lines)
    {
        var parts = new List<Func<SecurityEvent, bool>>();
        var all = selection as Selection.All;
        var made = all is not null ? all.Tests.Select(test => (test.Field, Test: Line(test, where)))
            : ((Selection.Any)selection).Of.Select(each => (Field: "", Test: Make(each, where, lines)));
        foreach (var (field, test) in made)
        {
            if (test is Outcome<Func<SecurityEvent, bool>>.Refused refused) return refused.Refusal;
            parts.Add(test.OrThrow());
            if (all is not null) lines.Add((field, parts[^1]));
        }
        if (parts.Count == 0) return new Refusal("empty-selection", "The selection says nothing", where, "Give it a value, or drop it.");
        return new Outcome<Func<SecurityEvent, bool>>.Done(all is not null
            ? it => parts.TrueForAll(part => part(it)) : it => parts.Exists(part => part(it)), []);
    }

    /// <summary>A line; words without a field stand anywhere unless they say how.</summary>
    private static Outcome<Func<SecurityEvent, bool>> Line(FieldTest test, string where)
    {
        if (test.Values.IsEmpty) return new Refusal("empty-selection", $"'{test.Field}' has no value", where, "Give it one.");
        var isWord = test.Field == "" && !test.Modifiers.Any(each => each is "re" or "startswith" or "endswith" or "contains");
        return ValueTests.Make(isWord ? test with { Modifiers = test.Modifiers.Add("contains") } : test, $"{where}, field '{test.Field}'");
    }
}
