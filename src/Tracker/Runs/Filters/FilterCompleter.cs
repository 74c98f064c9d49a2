using Microsoft.EntityFrameworkCore;
using Platform.Contracts.Api;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Offers what may come next at a place in a filter, finished or not.</summary>
sealed class FilterCompleter(IDbContextFactory<TrackerDb> databases, FilterNames names, RunTableQuery table)
{
    const int MostOffers = 12;

    public async Task<FilterCompletion> CompleteAsync(string text, int at, CancellationToken cancel)
    {
        at = Math.Clamp(at, 0, text.Length);
        var place = FilterPlace.Of(text, at);
        var known = await names.KnownAsync(cancel);
        var offers = place.Expected switch
        {
            Expected.Operand => Operands(known, place.Typed),
            Expected.Name => Names(known, place),
            Expected.Sign => Signs(place.Operand!),
            Expected.Value => await ValuesAsync(known, place.Operand!, cancel),
            Expected.Joint => [new("and", "word", "both must hold"), new("or", "word", "one is enough")],
            _ => [],
        };
        // what is written already need not be offered
        FilterOffer[] fitting = [.. Fitting(offers, place.Typed).Take(MostOffers)];
        return new(place.From, place.To, fitting is [{ Text: var only }] && only == text[place.From..place.To] ? [] : fitting,
            string.IsNullOrWhiteSpace(text) ? null : await table.CheckAsync(text, cancel));
    }

    static IEnumerable<FilterOffer> Operands(KnownNames known, string typed) =>
    [
        .. RunField.All.Select(f => new FilterOffer(f.Name, "field", f.Meaning)),
        new("not", "word", "the contrary"),
        .. known.Metrics.Select(m => new FilterOffer($"best({FilterWords.Name(m)})", "metric", "")),
        .. known.Parameters.Select(p => p.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal)
            ? new FilterOffer($"switch({FilterWords.Name(p[ParameterOperand.SwitchPrefix.Length..])})", "switch", "an ablation switch")
            : new FilterOffer(RunField.Find(p) is null && FilterWords.IsWord(p) ? p : $"param({FilterWords.Name(p)})", "parameter", "")),
        .. OperandReader.Functions.Where(f => f != "at").Select(f => new FilterOffer(f + "(", "function", FilterWords.Meaning(f))),
        .. typed.Length == 0 ? [] : known.Tags.Select(t => new FilterOffer($"tag = {FilterWords.Value(t)}", "value", "a tag")),
    ];

    static IEnumerable<FilterOffer> Names(KnownNames known, FilterPlace place) => place.Function switch
    {
        "param" => known.Parameters.Where(p => !p.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal)).Select(p => new FilterOffer(FilterWords.Name(p) + ")", "parameter", "")),
        "switch" => known.Parameters.Where(p => p.StartsWith(ParameterOperand.SwitchPrefix, StringComparison.Ordinal))
            .Select(p => new FilterOffer(FilterWords.Name(p[ParameterOperand.SwitchPrefix.Length..]) + ")", "switch", "")),
        _ => known.Metrics.Select(m => new FilterOffer(FilterWords.Name(m) + ")", "metric", "")),
    };

    static IEnumerable<FilterOffer> Signs(Operand operand) => FilterWords.Signs(operand.Kind).Select(s => new FilterOffer(s.Sign, "sign", s.Meaning));

    async Task<IEnumerable<FilterOffer>> ValuesAsync(KnownNames known, Operand operand, CancellationToken cancel) => operand switch
    {
        { Kind: ValueKind.Status } => Enum.GetNames<RunStatus>().Select(s => new FilterOffer(s.ToLowerInvariant(), "value", "")),
        { Kind: ValueKind.Switch } => [new("on", "value", ""), new("off", "value", "")],
        { Kind: ValueKind.Tag } => known.Tags.Select(t => new FilterOffer(FilterWords.Value(t), "value", "")),
        { Kind: ValueKind.Time } => new[] { "ago(1h)", "ago(1d)", "ago(7d)", "ago(30d)", "now" }.Select(t => new FilterOffer(t, "value", "")),
        FieldOperand { Field: { Kind: ValueKind.Text, Name: not "id" } field } => await DistinctAsync($"SELECT DISTINCT {field.Sql} AS \"Value\" FROM runs r WHERE {field.Sql} IS NOT NULL LIMIT 1000", [], cancel),
        ParameterOperand parameter => await DistinctAsync("SELECT DISTINCT text_value AS \"Value\" FROM run_parameters WHERE key = {0} LIMIT 1000", [parameter.Key], cancel),
        _ => [],
    };

    async Task<IEnumerable<FilterOffer>> DistinctAsync(string sql, object[] values, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Database.SqlQueryRaw<string>(sql, values).ToListAsync(cancel);
        return found.Order(StringComparer.Ordinal).Select(v => new FilterOffer(FilterWords.Value(v), "value", ""));
    }

    // Those that begin as it was typed, then those with a part that does, then the rest that have it.
    static IEnumerable<FilterOffer> Fitting(IEnumerable<FilterOffer> offers, string typed) =>
        typed.Length == 0 ? offers : offers.Select(o => (Offer: o, Place: o.Text.IndexOf(typed, StringComparison.OrdinalIgnoreCase)))
            .Where(o => o.Place >= 0)
            .OrderBy(o => o.Place == 0 ? 0 : !char.IsLetterOrDigit(o.Offer.Text[o.Place - 1]) ? 1 : 2).Select(o => o.Offer);
}
