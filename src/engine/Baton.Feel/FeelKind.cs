namespace Baton.Feel;

/// <summary>The kinds of FEEL values (DMN 1.5, section 10.3.2).</summary>
public enum FeelKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number of up to 34 digits: <see cref="FeelNumber"/>.</summary>
    Number,

    /// <summary>Text.</summary>
    String,

    /// <summary>A day of the calendar: <see cref="FeelDate"/>.</summary>
    Date,

    /// <summary>A time of day, with or without a zone: <see cref="FeelTime"/>.</summary>
    Time,

    /// <summary>A date with a time of day, with or without a zone: <see cref="FeelDateTime"/>.</summary>
    DateTime,

    /// <summary>A length of time: <see cref="FeelDaysTimeDuration"/>.</summary>
    DaysTimeDuration,

    /// <summary>A number of months: <see cref="FeelYearsMonthsDuration"/>.</summary>
    YearsMonthsDuration,

    /// <summary>Values in order: <see cref="FeelList"/>.</summary>
    List,

    /// <summary>Names with values: <see cref="FeelContext"/>.</summary>
    Context,

    /// <summary>An interval: <see cref="FeelRange"/>.</summary>
    Range,

    /// <summary>What can be called: <see cref="FeelFunction"/>.</summary>
    Function,
}
