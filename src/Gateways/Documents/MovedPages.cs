using System.Collections.Immutable;
using Busbar.Gateways.Documents.Pdf;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Gateways.Documents;

/// <summary>A printed page that reads otherwise than before, counted from 1.</summary>
public sealed record MovedPage(string Document, int Page);

/// <summary>Which pages of a filing must be printed and served again after a change.</summary>
public static class MovedPages
{
    /// <summary>Pages whose text differs, footers apart; refused as <see cref="WriteFiling"/> refuses.</summary>
    public static Outcome<ImmutableArray<MovedPage>> Between(FilingPackage before, FilingPackage after)
    {
        var moved = ImmutableArray.CreateBuilder<MovedPage>();
        foreach (var name in before.Documents.Concat(after.Documents).Select(document => document.Name).Distinct())
        {
            var (old, next) = (Pages(before, name), Pages(after, name));
            if (old is Outcome<ImmutableArray<string>>.Refused a) return a.Refusal;
            if (next is Outcome<ImmutableArray<string>>.Refused b) return b.Refusal;
            var (was, now) = (old.OrThrow(), next.OrThrow());
            moved.AddRange(Enumerable.Range(0, Math.Max(was.Length, now.Length))
                .Where(page => was.ElementAtOrDefault(page) != now.ElementAtOrDefault(page)).Select(page => new MovedPage(name, page + 1)));
        }

        return moved.ToImmutable();
    }

    private static Outcome<ImmutableArray<string>> Pages(FilingPackage package, string name) =>
        package.Documents.FirstOrDefault(document => document.Name == name) is { } found
            ? PdfLayout.Of(found).Select(pages => pages.Contents) : ImmutableArray<string>.Empty;
}
