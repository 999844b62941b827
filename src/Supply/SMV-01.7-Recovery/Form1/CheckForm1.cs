using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Recovery.Form1.Identities;

namespace Busbar.Supply.Recovery.Form1;

/// <summary>The identities of a filing, and a finding for each that does not tie.</summary>
public sealed record Form1Check(ImmutableArray<Form1Identity> Identities, ImmutableArray<Finding> Findings);

/// <summary>Checks Form 1's pages 397, 326 and 310 by their own identities and against the books. Differences are shown and stay: nothing
/// is changed to make a page tie.</summary>
public static class CheckForm1
{
    /// <summary>Every identity with its difference.</summary>
    public static Form1Check Run(CheckForm1Inputs inputs)
    {
        ImmutableArray<Form1Identity> identities =
        [
            .. SettlementLines.Of(inputs).Concat(RowCharges.Of(inputs)).Concat(PagesAreAccounts.Of(inputs))
                .Concat(SettlementSales.Of(inputs))
                .Select(each => new Form1Identity(each.Rule, each.Where, each.Shown, each.Expected,
                    VerdictOf(each.Shown - each.Expected, inputs.Tolerance))),
        ];
        return new(identities, [.. identities.Where(identity => identity.Verdict != IdentityVerdict.Ties).Select(identity => new Finding(
            identity.Rule, identity.Verdict == IdentityVerdict.Differs ? Severity.Warning : Severity.Note,
            $"{identity.Shown} is shown, {identity.Expected} expected: {identity.Difference}", identity.Where, "shown as it is"))]);
    }

    private static IdentityVerdict VerdictOf(Usd difference, Usd tolerance) => difference == Usd.Zero ? IdentityVerdict.Ties
        : difference <= tolerance && -difference <= tolerance ? IdentityVerdict.WithinTolerance : IdentityVerdict.Differs;
}
