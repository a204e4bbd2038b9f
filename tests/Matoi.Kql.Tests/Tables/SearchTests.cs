using Xunit;

namespace Matoi.Kql.Tests.Tables;

/// <summary><c>search</c>, <c>find</c>, and <c>*</c> as any column.</summary>
public sealed class SearchTests
{
    private static readonly StoredTables Lake = new StoredTables()
        .With("Mail", "To:string Subject:string Size:long", "('ann@x.org', 'Quarterly report', 10), ('bob@x.org', 'Lunch', 20)")
        .With("Logon", "User:string Ip:string Size:string", "('ann', '10.0.0.1', 'big'), ('eve', '10.0.0.2', 'small')")
        .With("Empty", "Nothing:string", null);

    [Theory]
    [InlineData("search 'ann'", "Logon ann 10.0.0.1 big null  , Mail    10 ann@x.org Quarterly report")]
    [InlineData("search in (Mail) 'lunch'", "Mail bob@x.org Lunch 20")]
    [InlineData("search in (Log*) 'ann' or Ip == '10.0.0.2' | project User", "ann, eve")]
    [InlineData("search in (Mail, Logon) 'ann' | summarize count() by $table", "Logon 1, Mail 1")]
    [InlineData("Mail | search '20'", "Mail bob@x.org Lunch 20")]
    [InlineData("Mail | search 'un'", "")]
    [InlineData("Mail | search '*un*' | project Size", "20")]
    [InlineData("Mail | search 'quar*' | project Size", "10")]
    [InlineData("Mail | search '*port' | project Size", "10")]
    [InlineData("Mail | search 'q*report' | project Size", "10")]
    [InlineData("Mail | search 'ann' and not('lunch') | project Size", "10")]
    [InlineData("Mail | search Subject:'lunch' | project Size", "20")]
    [InlineData("Mail | search Subject:'lun*' | project Size", "20")]
    [InlineData("Mail | search To:'lunch' | project Size", "")]
    [InlineData("Mail | search kind=case_sensitive 'lunch'", "")]
    [InlineData("Mail | search * | project Size", "10, 20")]
    [InlineData("search in (Mail, Logon) Subject has 'lunch' | project $table", "Mail")]
    [InlineData("Mail | where * has 'lunch' | project Size", "20")]
    [InlineData("Mail | where * contains 'UN' and Size > 1 | project Size", "20")]
    [InlineData("Mail | where * == 'Lunch' | project Size", "20")]
    [InlineData("Mail | where * !has 'lunch' | project Size", "10")]
    [InlineData("Mail | where * in ('Lunch', 'x') | project Size", "20")]
    public void Finds_terms_in_any_column(string query, string expected) => Assert.Equal(expected, string.Join(", ", Lake.Rows(query)));

    [Fact]
    public void Splits_columns_of_one_name_and_several_types()
        => Assert.Equal("$table, User, Ip, Size_string, Size_long, To, Subject", Lake.Columns("search in (Logon, Mail) 'ann'"));

    [Theory]
    [InlineData("find in (Mail, Logon) where User == 'ann'", "source_, User, Ip, Size, pack_", "Logon ann 10.0.0.1 big {}")]
    [InlineData("find in (Mail) where Size > 15 project Subject, Size:string", "source_, Subject, Size", "Mail Lunch 20")]
    [InlineData("find withsource=t in (Mail, Logon) where User == 'eve' or To has 'bob' project User, To, Missing:long", "t, User, To, Missing", "Logon eve  null, Mail  bob@x.org null")]
    [InlineData("find in (Mail) where Subject == 'Lunch' project Size, pack(*)", "source_, Size, pack_", """Mail 20 {"To":"bob@x.org","Subject":"Lunch","Size":20}""")]
    [InlineData("find in (Logon, Mail) where User == 'eve' or To == 'x' project-away pack_, Ip", "source_, User, To", "Logon eve ")]
    public void Gives_the_columns_that_find_asks_for(string query, string columns, string rows)
    {
        Assert.Equal(columns, Lake.Columns(query));
        Assert.Equal(rows, string.Join(", ", Lake.Rows(query)));
    }

    [Theory]
    [InlineData("search in (Mail) Subjct == 'x'", "KQL201")]
    [InlineData("search in (Nowhere) 'x'", "KQL206")]
    [InlineData("search kind=loud in (Mail) 'x'", "KQL316")]
    [InlineData("find in (Mail) where Size > 1 project Subjct", "KQL201")]
    public void Tells_what_is_wrong(string query, string code) => Assert.Contains(Kql.Errors(query, Lake), e => e.Contains(code, StringComparison.Ordinal));
}
