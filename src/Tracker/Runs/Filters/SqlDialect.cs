using Microsoft.EntityFrameworkCore;
using Platform.Tracker.Storage;

namespace Platform.Tracker.Runs.Filters;

/// <summary>Where SQL over runs differs between the databases.</summary>
abstract class SqlDialect
{
    static readonly SqlDialect s_postgres = new Postgres();
    static readonly SqlDialect s_sqlite = new Sqlite();

    public static SqlDialect Of(TrackerDb db) => db.Database.IsNpgsql() ? s_postgres : s_sqlite;

    /// <summary>Whether the part is in the text, without regard to the case of a–z, and of a–z only on either database.</summary>
    public abstract string Contains(string text, string part);

    /// <summary>The text in the order of its code points, whatever the database's language.</summary>
    public abstract string Ordinal(string text);

    /// <summary>A run's tags as a JSON list in order.</summary>
    public abstract string TagsOf(string run);

    /// <summary>The texts of a group in any order, commas between them.</summary>
    public abstract string Joined(string text);

    /// <summary>Any of the ids of a group.</summary>
    public abstract string One(string id);

    /// <summary>A number that is the same where all parameters p of a group of rows are, in whatever order; a number is one however it is written.</summary>
    public abstract string HashOfParameters { get; }

    /// <summary>The form in which columns hold times.</summary>
    public abstract object Time(DateTimeOffset time);

    public abstract DateTimeOffset ReadTime(object value);

    sealed class Postgres : SqlDialect
    {
        public override string Contains(string text, string part) => $"strpos(lower({text} COLLATE \"C\"), lower({part} COLLATE \"C\")) > 0";

        public override string Ordinal(string text) => $"{text} COLLATE \"C\"";

        public override string TagsOf(string run) =>
            $"(SELECT json_agg(t.tag ORDER BY t.tag COLLATE \"C\")::text FROM run_tags t WHERE t.run_id = {run})";

        public override string Joined(string text) => $"string_agg({text}, ',')";

        public override string One(string id) => $"(array_agg({id}))[1]"; // there is no min of a uuid

        public override string HashOfParameters =>
            "sum(hashtextextended(p.key, coalesce(hashfloat8extended(p.number_value, 1), hashtextextended(p.text_value, 2))))";

        public override object Time(DateTimeOffset time) => time.ToUniversalTime();

        public override DateTimeOffset ReadTime(object value) => new((DateTime)value, TimeSpan.Zero);
    }

    sealed class Sqlite : SqlDialect
    {
        public override string Contains(string text, string part) => $"instr(lower({text}), lower({part})) > 0";

        public override string Ordinal(string text) => text;

        public override string TagsOf(string run) =>
            $"(SELECT json_group_array(tag) FROM (SELECT t.tag FROM run_tags t WHERE t.run_id = {run} ORDER BY t.tag))";

        public override string Joined(string text) => $"group_concat({text}, ',')";

        public override string One(string id) => $"min({id})";

        public override string HashOfParameters => $"{SqliteFunctions.HashOfParameters}(p.key, p.number_value, p.text_value)";

        public override object Time(DateTimeOffset time) => time.UtcTicks;

        public override DateTimeOffset ReadTime(object value) => new((long)value, TimeSpan.Zero);
    }
}
