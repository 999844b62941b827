using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Cybersecurity.Cases;

/// <summary>Two cases about one matter.</summary>
/// <param name="From">The one that goes on in the other.</param>
/// <param name="Into">The one that goes on.</param>
public sealed record MergeCasesInputs(SecurityCase From, SecurityCase Into, Actor By, Instant Now);

/// <summary>A fact for each of two cases; both are appended, or none.</summary>
public sealed record PairedCaseFacts(string First, CaseFact ForFirst, string Second, CaseFact ForSecond);

/// <summary>Lets one case go on in another. Nothing is moved, so that <see cref="UnmergeCases"/> restores both exactly.</summary>
public static class MergeCases
{
    /// <summary>The facts for both, or why not: what <see cref="MoveCase"/> refuses; <c>determined-already</c>, because a clock must not
    /// vanish.</summary>
    public static Outcome<PairedCaseFacts> Run(MergeCasesInputs inputs)
    {
        var (from, into) = (inputs.From, inputs.Into);
        if (from.Determination is { } told && into.Determination?.As != told.As)
            return new Refusal("determined-already", $"{from.Id} was determined as {told.As}, {into.Id} was not", $"case {from.Id}",
                "Determine the other first, or merge the other way round.");
        return Check(inputs.Now, (from, new CaseMerged(inputs.Now, inputs.By, into.Id)),
            (into, new CaseAbsorbed(inputs.Now, inputs.By, from.Id, from.Alerts)));
    }

    internal static Outcome<PairedCaseFacts> Check(
        Instant now, (SecurityCase Case, CaseFact Fact) first, (SecurityCase Case, CaseFact Fact) second)
    {
        foreach (var (it, fact) in new[] { first, second })
            if (MoveCase.Run(new(it, [fact], now)) is Outcome<SecurityCase>.Refused refused) return refused.Refusal;
        return new PairedCaseFacts(first.Case.Id, first.Fact, second.Case.Id, second.Fact);
    }
}

/// <summary>A case that was merged by mistake, and the one it goes on in.</summary>
public sealed record UnmergeCasesInputs(SecurityCase From, SecurityCase Into, Actor By, string Why, Instant Now);

/// <summary>Undoes a merge.</summary>
public static class UnmergeCases
{
    /// <summary>The facts for both, or why not.</summary>
    public static Outcome<PairedCaseFacts> Run(UnmergeCasesInputs inputs) => MergeCases.Check(inputs.Now,
        (inputs.From, new CaseUnmerged(inputs.Now, inputs.By, inputs.Into.Id, inputs.Why)),
        (inputs.Into, new CaseReleased(inputs.Now, inputs.By, inputs.From.Id)));
}
