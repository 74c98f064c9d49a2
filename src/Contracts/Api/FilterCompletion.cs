namespace Platform.Contracts.Api;

/// <summary>How a filter may go on.</summary>
/// <param name="From">Where the letters begin that an offer takes the place of.</param>
/// <param name="To">Where they end.</param>
/// <param name="Error">What is wrong with the filter as it stands; absent when nothing is.</param>
public sealed record FilterCompletion(int From, int To, IReadOnlyList<FilterOffer> Offers, FilterError? Error);

/// <summary>One way to go on.</summary>
/// <param name="Text">What to write, quotes and parentheses included.</param>
/// <param name="Kind">field, parameter, metric, switch, function, sign, value or word.</param>
/// <param name="Meaning">A few words on it; may be empty.</param>
public sealed record FilterOffer(string Text, string Kind, string Meaning);
