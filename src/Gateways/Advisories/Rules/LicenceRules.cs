using System.Collections.Immutable;
using Busbar.Gateways.Bills;
using Busbar.Gateways.Shapes;

namespace Busbar.Gateways.Advisories.Rules;

/// <summary>Mandatory tests of 2.1 about the document's licence: 6.1.54 and 6.1.55. The note's title is asked for in English documents
/// only: its translations are not in the standard's text.</summary>
internal static class LicenceRules
{
    /// <summary>What begins so is on the list of ScanCode, which has its text.</summary>
    private const string Listed = "LicenseRef-scancode-";

    public static ImmutableArray<CsafRule> All { get; } = [new("6.1.54", Expression), new("6.1.55", OwnText)];

    private static IEnumerable<CsafFault> Expression(CsafDocument file)
    {
        if (file.Document.Text("license_expression") is not { } text) yield break;
        if (SpdxExpression.Fault(text, ImmutableHashSet<string>.Empty) is ("licence-form", var what))
            yield return new(file.Document["license_expression"]!, what);
        else if (text.Contains("DocumentRef-", StringComparison.Ordinal))
            yield return new(file.Document["license_expression"]!, "The licence is in another SPDX document, which CSAF does not have");
    }

    private static IEnumerable<CsafFault> OwnText(CsafDocument file)
    {
        var isOwn = file.Document.Text("license_expression")?.Replace(Listed, "", StringComparison.Ordinal)
            .Contains("LicenseRef-", StringComparison.Ordinal) == true;
        if (isOwn && WithdrawalRules.IsEnglish(file) && file.Document.Maps("notes").Where(note => note.Text("title") == "License")
            .Select(note => note.Text("category")).ToList() is not ["legal_disclaimer"])
            yield return new(file.Document["license_expression"]!, "No note 'License' of category legal_disclaimer has the licence's text");
    }
}
