using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Busbar.Gateways.Tests.Documents;

public sealed class DocxTests
{
    [Theory]
    [InlineData("application")]
    [InlineData("testimony-1")]
    [InlineData("verification")]
    [InlineData("tariff-clean")]
    [InlineData("tariff-redline")]
    public void Each_document_is_valid_and_says_what_the_package_says(string name)
    {
        using var document = Open(name);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error =>
            $"{error.Path?.XPath}: {error.Description}"));
        var text = string.Concat(document.MainDocumentPart!.Document.Descendants<Text>().Select(part => part.Text));
        foreach (var run in Written.Package.Documents.Single(each => each.Name == name).Blocks
            .OfType<Supply.Handoffs.Recovery.Filing.FilingBlock.Paragraph>().SelectMany(paragraph => paragraph.Runs))
            Assert.Contains(run.Text, text);
    }

    [Fact]
    public void Testimony_numbers_its_lines_anew_on_each_page_and_its_pages_of_all()
    {
        using var document = Open("testimony-1");
        var lines = document.MainDocumentPart!.Document.Descendants<LineNumberType>().Single();
        Assert.Equal(LineNumberRestartValues.NewPage, lines.Restart!.Value);
        Assert.Equal(["PAGE", "NUMPAGES"], document.MainDocumentPart.FooterParts.Single().Footer.Descendants<SimpleField>()
            .Select(field => field.Instruction!.Value));
        var styles = document.MainDocumentPart.Document.Descendants<ParagraphStyleId>().Select(style => style.Val!.Value).ToList();
        Assert.Equal(8, styles.Count(style => style == "Question"));
        Assert.Equal(8, styles.Count(style => style == "Answer"));
        Assert.Equal(4, document.MainDocumentPart.Document.Descendants<Table>().Count());
        using var application = Open("application");
        Assert.Empty(application.MainDocumentPart!.Document.Descendants<LineNumberType>());
    }

    [Fact]
    public void The_redline_strikes_and_underlines()
    {
        using var redline = Open("tariff-redline");
        Assert.Equal(4, redline.MainDocumentPart!.Document.Descendants<Strike>().Count());
        Assert.Equal(4, redline.MainDocumentPart.Document.Descendants<Underline>().Count());
        using var clean = Open("tariff-clean");
        Assert.Empty(clean.MainDocumentPart!.Document.Descendants<Strike>());
    }

    [Fact]
    public void Archives_open_elsewhere_and_carry_no_date_of_their_making()
    {
        foreach (var (name, bytes) in Written.Files.Where(file => !file.Key.EndsWith(".pdf", StringComparison.Ordinal)))
        {
            using var archive = new ZipArchive(new MemoryStream(bytes));
            Assert.All(archive.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                var document = System.Xml.Linq.XDocument.Load(stream);
                Assert.True(document.Root is not null, name + entry.FullName);
            }
        }
    }

    private static WordprocessingDocument Open(string name) =>
        WordprocessingDocument.Open(new MemoryStream(Written.Files[name + ".docx"]), isEditable: false);
}
