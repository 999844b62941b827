using Busbar.Host.Screens.ServiceDesk;

namespace Busbar.Host.Tests.Service;

public sealed class NoteMarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>")]
    [InlineData("[press](javascript:alert(1))", "<p>press (javascript:alert(1))</p>")]
    [InlineData("[press](data:text/html;base64,eA==)", "<p>press (data:text/html;base64,eA==)</p>")]
    [InlineData("[press](/sign-out)", "<p>press (/sign-out)</p>")]
    [InlineData("**bold**", "<p><strong>bold</strong></p>")]
    public void A_note_shows_text_and_runs_nothing(string note, string html) => Assert.Equal(html, NoteMarkdown.Show(note).Value.Trim());

    [Fact]
    public void A_link_that_lies_says_where_it_goes()
    {
        Assert.Contains("bank.example</a> (goes to thief.example)", NoteMarkdown.Show("[bank.example](https://thief.example/x)").Value,
            StringComparison.Ordinal);
        Assert.DoesNotContain("goes to", NoteMarkdown.Show("[https://bank.example/a](https://bank.example/b)").Value,
            StringComparison.Ordinal);
        Assert.DoesNotContain("goes to", NoteMarkdown.Show("[our bank](https://bank.example/b)").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_a_link_so_that_no_reader_calls_anywhere()
    {
        var html = NoteMarkdown.Show("![chart](https://track.example/pixel.png)").Value;
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://track.example/pixel.png\"", html, StringComparison.Ordinal);
    }
}
