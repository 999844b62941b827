using Busbar.Digital.Cybersecurity.Scoring;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.Cybersecurity.Tests.Scoring;

public class ParseVectorTests
{
    private const string Base4 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";

    [Theory]
    [InlineData("", "cvss-length")]
    [InlineData("CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "cvss-version")]
    [InlineData("cvss:4.0/AV:N", "cvss-version")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P", "cvss-missing")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A:P/", "cvss-form")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A", "cvss-form")]
    [InlineData("AV:N/AC:L/PR:N/C:P/I:P/A:P", "cvss-metric")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A:H", "cvss-value")]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:P/A:P/AV:N", "cvss-twice")]
    [InlineData(Base4 + "/E:A/E:A", "cvss-twice")]
    [InlineData(Base4 + "/CR:H/E:A", "cvss-order")]
    [InlineData(Base4 + "/U:Red/E:A", "cvss-order")]
    [InlineData(Base4 + "/U:Red/U:Red", "cvss-twice")]
    [InlineData("CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "cvss-order")]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:S/SI:H/SA:H", "cvss-value")]
    public void What_a_version_does_not_allow_is_refused(string vector, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<CvssVector>.Refused>(ParseVector.Run(vector)).Refusal.Code);

    [Fact]
    public void A_vector_of_a_thousand_characters_is_refused() =>
        Assert.Equal("cvss-length", Assert.IsType<Outcome<CvssVector>.Refused>(ParseVector.Run(new string('A', 1_000))).Refusal.Code);

    [Theory]
    [InlineData("CVSS:3.1/S:U/AV:N/AC:L/PR:H/UI:N/C:L/I:L/A:N/E:F", "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:N/E:F")]
    [InlineData(Base4 + "/U:Red", Base4 + "/U:Red")]
    [InlineData("C:P/I:P/A:P/AV:N/AC:L/Au:N", "AV:N/AC:L/Au:N/C:P/I:P/A:P")]
    public void A_vector_prints_in_the_order_of_its_standard(string vector, string printed) =>
        Assert.Equal(printed, ParseVector.Run(vector).OrThrow().ToString());

    [Theory]
    [InlineData("AV:N/AC:L/Au:N/C:C/I:C/A:C", 10.0, CvssSeverity.High)]
    [InlineData("AV:L/AC:H/Au:M/C:N/I:N/A:N", 0.0, CvssSeverity.Low)]
    [InlineData("AV:N/AC:L/Au:N/C:P/I:N/A:N", 5.0, CvssSeverity.Medium)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0, CvssSeverity.None)]
    public void Version_2_has_three_severities_and_version_3_five(string vector, decimal score, CvssSeverity severity)
    {
        var scores = ScoreVector.Run(ParseVector.Run(vector).OrThrow());
        Assert.Equal((score, severity), (scores.Final, scores.Severity));
    }

    [Fact]
    public void A_published_score_may_be_environmental_or_no_score_at_all()
    {
        var vector = ParseVector.Run("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:N/RL:O/CR:L").OrThrow();
        Assert.Equal((PublishedScore.Environmental, PublishedScore.Wrong),
            (ComparePublishedScore.Run(vector, 6.0m), ComparePublishedScore.Run(vector, 1.0m)));
    }
}
