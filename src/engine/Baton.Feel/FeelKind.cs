namespace Baton.Feel;

/// <summary>The kinds of FEEL values (DMN 1.5, section 10.3.2).</summary>
public enum FeelKind
{
    Null,
    Boolean,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysTimeDuration,
    YearsMonthsDuration,
    List,
    Context,
    Range,
    Function,
}
