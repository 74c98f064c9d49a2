using Platform.Dashboard.Audits;

namespace Platform.Dashboard.Tests.Audits;

public class ClaimsFilterTests
{
    [Fact]
    public void What_the_page_shows_is_in_its_address_and_is_read_back()
    {
        var filter = new ClaimsFilter { Verdicts = ["contradicted", "not derivable"], File = "paper", Run = Guid.CreateVersion7(), Search = "69.9 & more", Page = 2 };
        var query = DashboardUrls.Audit(filter).Split('?')[1].Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        var read = ClaimsFilter.Read(query["verdict"], query["file"], query["run"], query["q"], int.Parse(query["page"], System.Globalization.CultureInfo.InvariantCulture));
        (read with { Verdicts = [] }).ShouldBe(filter with { Verdicts = [] });
        read.Verdicts.ShouldBe(filter.Verdicts);
        DashboardUrls.Audit(new()).ShouldBe("/audit");
    }

    [Fact]
    public void What_cannot_be_understood_is_left_out()
    {
        var filter = ClaimsFilter.Read("wrong,confirmed", "", "no id", null, -3);
        filter.Verdicts.ShouldBe(["confirmed"]);
        (filter.File, filter.Run, filter.Page).ShouldBe((null, null, 1));
    }

    [Fact]
    public void A_verdict_is_asked_for_and_no_longer()
    {
        var filter = new ClaimsFilter { Page = 3 }.Toggle("confirmed");
        (filter.Verdicts.Single(), filter.Page).ShouldBe(("confirmed", 1));
        filter.Toggle("confirmed").IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Links_to_claims_hold_whatever_an_id_is_made_of() =>
        DashboardUrls.Claim("paper", "table 4/ours?").ShouldBe("/audit/claims/paper/table%204%2Fours%3F");

    [Theory]
    [InlineData("My claims.yaml", "My-claims")]
    [InlineData("../.hidden.yml", "hidden")]
    public void A_file_s_name_becomes_one_that_an_address_holds(string file, string name) => NewClaimsView.NameOf(file).ShouldBe(name);
}
