using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>Writes the documents of a filing, block by block.</summary>
internal sealed class FilingPages(FilingTerms terms, FilingTemplates templates, ImmutableArray<FilingSheet> sheets)
{
    private FilingWitness Verifier => terms.Witnesses[0];

    public Outcome<FilingDocument> Application(FilingProse prose)
    {
        var blocks = new Blocks(templates);
        blocks.AddRange(Caption("Application"));
        foreach (var (text, i) in prose.Application.Concat(prose.Relief).Select((text, i) => (text, i)))
        {
            if (i == prose.Application.Length) blocks.Add(new FilingBlock.Heading("Relief requested"));
            blocks.Read(text, $"{i + 1}.", $"application, paragraph {i + 1}", Verifier);
        }

        blocks.Add(Plain($"Dated {FilingTemplates.Print(terms.Dated)}."));
        blocks.Add(new FilingBlock.Signature($"{Verifier.Name}, {Verifier.Title}, {terms.Utility}"));
        return blocks.Document("application", "Application", FilingLayout.Letter);
    }

    public Outcome<FilingDocument> Testimony(FilingProse prose, int witness)
    {
        var (who, blocks) = (terms.Witnesses[witness], new Blocks(templates));
        blocks.AddRange(Caption($"Direct testimony of {who.Name}"));
        var number = 0;
        foreach (var question in prose.Questions.Where(question => question.Witness == witness))
        {
            number++;
            blocks.Read(question.Question, $"Q{number}.", $"testimony of {who.Name}, question {number}", who, isBold: true);
            blocks.Read(question.Answer, $"A{number}.", $"testimony of {who.Name}, answer {number}", who);
            if (question.Schedule.Length > 0) blocks.Add(TableOf(sheets.Single(sheet => sheet.Name == question.Schedule)));
        }

        return blocks.Document($"testimony-{witness + 1}", $"Direct testimony of {who.Name}", FilingLayout.Numbered);
    }

    public Outcome<FilingDocument> Exhibits()
    {
        var blocks = new Blocks(templates);
        foreach (var sheet in sheets.Where(sheet => sheet.Name is not FilingSheets.Inputs and not FilingSheets.Workings))
        {
            blocks.Add(new FilingBlock.Heading(sheet.Cells.Last(cell => cell.Style == FilingCellStyle.Title).Text, StartsPage: true));
            blocks.Add(TableOf(sheet));
        }

        return blocks.Document("exhibits", "Exhibits", FilingLayout.Wide);
    }

    public Outcome<FilingDocument> Workpapers(FilingNumbers numbers)
    {
        var blocks = new Blocks(templates);
        blocks.Add(new FilingBlock.Heading("Inputs and their sources"));
        blocks.Add(Listing(numbers.All.Where(number => number.Expression is null), "Source"));
        blocks.Add(new FilingBlock.Heading("Computed numbers and their rules", StartsPage: true));
        blocks.Add(Listing(numbers.All.Where(number => number.Expression is not null), "Rule"));
        return blocks.Document("workpapers", "Workpapers", FilingLayout.Wide);
    }

    public Outcome<FilingDocument> Verification()
    {
        var blocks = new Blocks(templates);
        blocks.AddRange(Caption("Verification"));
        blocks.Add(Plain($"State of {terms.State}, County of {terms.County}"));
        blocks.Add(Plain($"I, {Verifier.Name}, being first duly sworn, say that I am {Verifier.Title} of {terms.Utility}; that I have read "
            + "the application and the schedules filed with it and know their contents; and that they are true and correct to the best of "
            + "my knowledge, information and belief."));
        blocks.Add(new FilingBlock.Signature($"{Verifier.Name}, {Verifier.Title}"));
        blocks.Add(Plain("Subscribed and sworn to before me this ______ day of ____________________, ________."));
        blocks.Add(new FilingBlock.Signature("Notary public"));
        return blocks.Document("verification", "Verification", FilingLayout.Letter);
    }

    public Outcome<FilingDocument> Tariff(FilingProse prose, FilingNumbers numbers, bool isRedline)
    {
        var (tariff, blocks) = (terms.Tariff, new Blocks(templates));
        blocks.Add(new FilingBlock.Centred(terms.Utility));
        blocks.Add(new FilingBlock.Heading($"{tariff.Schedule}: {terms.Clause}"));
        blocks.Add(new FilingBlock.Paragraph("", IsBold: false, isRedline
            ? [new(tariff.Replaces, Mark: FilingMark.Deleted), new(" "), new(tariff.Sheet, Mark: FilingMark.Inserted)]
            : [new($"{tariff.Sheet}, cancelling {tariff.Replaces}")]));
        foreach (var (text, i) in prose.Tariff.Select((text, i) => (text, i)))
            blocks.Read(text, "", $"tariff sheet, paragraph {i + 1}", Verifier);
        blocks.Add(new FilingBlock.Table(["Service", "Factor"],
            [.. tariff.Rates.Select(rate => new FilingTableRow([[new(rate.Class)], Factor(numbers[rate.CurrentId], numbers[rate.ProposedId],
                isRedline)]))]));
        blocks.Add(Plain($"Issued {FilingTemplates.Print(terms.Dated)}. Effective {FilingTemplates.Print(terms.Effective)}. "
            + $"{terms.Docket}. Issued by {Verifier.Name}, {Verifier.Title}."));
        return blocks.Document(isRedline ? "tariff-redline" : "tariff-clean",
            $"{tariff.Schedule}, {(isRedline ? "changes marked" : tariff.Sheet)}", FilingLayout.Letter);
    }

    private static ImmutableArray<FilingRun> Factor(FilingNumber current, FilingNumber proposed, bool isRedline)
    {
        var (old, next) = (FilingPrint.InProse(current), FilingPrint.InProse(proposed));
        return !isRedline || old == next ? [new(next, proposed.Id)]
            : [new(old, current.Id, FilingMark.Deleted), new(" "), new(next, proposed.Id, FilingMark.Inserted)];
    }

    private IEnumerable<FilingBlock> Caption(string title) =>
    [
        new FilingBlock.Centred($"BEFORE THE {terms.Commission.ToUpperInvariant()}"),
        new FilingBlock.Centred($"In the matter of {terms.Utility}: {terms.Clause}"),
        new FilingBlock.Centred(terms.Docket),
        new FilingBlock.Heading(title),
    ];

    private static FilingBlock Plain(string text) => new FilingBlock.Paragraph("", IsBold: false, [new(text)]);

    private static FilingBlock Listing(IEnumerable<FilingNumber> numbers, string last) => new FilingBlock.Table(
        ["Id", "What it is", "Value", last],
        [.. numbers.Select(number => new FilingTableRow(
            [[new(number.Id)], [new(number.Words)], [new(FilingPrint.InProse(number), number.Id)], [new(number.Source)]]))]);

    private static FilingBlock TableOf(FilingSheet sheet)
    {
        var headings = sheet.Cells.Where(cell => cell.Row == sheet.HeadingRow).ToList();
        return new FilingBlock.Table([.. headings.Select(cell => cell.Text)],
        [
            .. sheet.Cells.Where(cell => cell.Row > sheet.HeadingRow).GroupBy(cell => cell.Row).Select(row => new FilingTableRow(
                [.. headings.Select(heading => Cell(row.FirstOrDefault(cell => cell.Column == heading.Column)))],
                row.First().Style == FilingCellStyle.Total)),
        ]);
    }

    private static ImmutableArray<FilingRun> Cell(FilingCell? cell) => cell is null ? [] : [new(cell.Text, cell.Id)];

    /// <summary>Blocks as they are gathered, and the first refusal among their texts.</summary>
    private sealed class Blocks(FilingTemplates templates) : List<FilingBlock>
    {
        private Refusal? refusal;

        public void Read(string text, string lead, string where, FilingWitness witness, bool isBold = false)
        {
            switch (templates.Read(text, where, witness))
            {
                case Outcome<ImmutableArray<FilingRun>>.Refused refused: refusal ??= refused.Refusal; break;
                case Outcome<ImmutableArray<FilingRun>>.Done done: Add(new FilingBlock.Paragraph(lead, isBold, done.Value)); break;
            }
        }

        public Outcome<FilingDocument> Document(string name, string title, FilingLayout layout) =>
            refusal is { } why ? why : new FilingDocument(name, title, layout, [.. this]);
    }
}
