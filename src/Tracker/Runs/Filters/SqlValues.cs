using System.Data.Common;

namespace Platform.Tracker.Runs.Filters;

/// <summary>The values of a statement's parameters @p0, @p1 …</summary>
sealed class SqlValues
{
    readonly List<object> _values = [];

    /// <returns>The parameter's name.</returns>
    public string Add(object value)
    {
        _values.Add(value);
        return $"@p{_values.Count - 1}";
    }

    public void BindTo(DbCommand command)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", _values[i]);
            command.Parameters.Add(parameter);
        }
    }
}
