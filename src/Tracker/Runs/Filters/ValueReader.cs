using System.Globalization;
using Platform.Contracts.Api;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Reads values, each as what its operand is compared with.</summary>
sealed class ValueReader(TokenReader tokens, DateTimeOffset now)
{
    static readonly string[] s_switches = ["on", "off", "true", "false"];
    static readonly string[] s_times = ["yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-dTH:mm", "yyyy-M-dTH:mm:ss", "yyyy-M-dTH:mmK", "yyyy-M-dTH:mm:ssK", "yyyy-M-dTH:mm:ss.FFFFFFFK"];

    /// <exception cref="FilterException">There is no value, or none of the operand's kind.</exception>
    public FilterValue Read(Operand operand)
    {
        if (tokens.Peek.Kind == TokenKind.Word && tokens.Follows(TokenKind.Open) && tokens.Peek.Is("ago"))
            return operand.Kind == ValueKind.Time ? Ago() : throw tokens.Error(tokens.Peek.Span, "ago() is a time, which only started, updated and ended are");
        if (tokens.Peek.Kind is not (TokenKind.Word or TokenKind.Text or TokenKind.Number or TokenKind.Duration))
            throw tokens.Unexpected("a value");
        var value = tokens.Next();
        if (value.Kind == TokenKind.Word && tokens.Peek.Kind == TokenKind.Open)
            throw tokens.Error(value.Span.To(tokens.Peek.Span), "a value is expected here; operands stand to the left of the sign");
        return Of(operand.Kind, value) ?? throw tokens.Error(value.Span, Wrong(operand, value));
    }

    FilterValue? Of(ValueKind kind, Token value) => kind switch
    {
        ValueKind.Text or ValueKind.Tag => new TextValue(value.Text),
        ValueKind.Number => value.Kind == TokenKind.Number ? new NumberValue(value.Number) : null,
        ValueKind.Time => Time(value) is { } time ? new TimeValue(time) : null,
        ValueKind.Status => value.Kind is TokenKind.Word or TokenKind.Text && StatusOf(value.Text) is { } status ? new TextValue(status) : null,
        ValueKind.Switch => SwitchOf(value),
        _ => value.Kind == TokenKind.Number ? new NumberValue(value.Number)
            : value.Kind == TokenKind.Word && SwitchOf(value) is { } on ? on : new TextValue(value.Text),
    };

    TimeValue Ago()
    {
        var start = tokens.Next();
        tokens.Next();
        var length = tokens.Peek.Kind == TokenKind.Duration ? tokens.Next() : throw tokens.Unexpected($"a length of time ({Durations.Examples})");
        tokens.Expect(TokenKind.Close, "a \")\" after the length of time");
        return now.UtcTicks > TimeSpan.FromSeconds(length.Number).Ticks ? new(now - TimeSpan.FromSeconds(length.Number))
            : throw tokens.Error(start.Span.To(length.Span), "that is before all time");
    }

    DateTimeOffset? Time(Token value) => value.Is("now") ? now
        : value.Kind is TokenKind.Word or TokenKind.Text && DateTimeOffset.TryParseExact(value.Text.Trim(), s_times, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    static string? StatusOf(string text) => Enum.GetNames<RunStatus>().FirstOrDefault(s => s.Equals(text, StringComparison.OrdinalIgnoreCase));

    static SwitchValue? SwitchOf(Token value) =>
        s_switches.Contains(value.Text, StringComparer.OrdinalIgnoreCase) ? new(value.Text.ToLowerInvariant() is "on" or "true") : null;

    static string Wrong(Operand operand, Token value) => operand.Kind switch
    {
        ValueKind.Number => $"\"{value.Text}\" is no number, and only numbers can be compared with this",
        ValueKind.Time => $"\"{value.Text}\" is no time; write \"2026-11-01\", \"2026-11-01 14:30\" (UTC) or ago(7d)",
        ValueKind.Status => $"\"{value.Text}\" is no status; a run is {string.Join(", ", Enum.GetNames<RunStatus>()).ToLowerInvariant()}",
        _ => $"\"{value.Text}\" is neither on nor off",
    };
}
