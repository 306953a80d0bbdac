namespace TwinGrid.Trace.Events.Vocabulary;

/// <summary>A standard vocabulary of the Core Business Vocabulary, CBV 2.0, or of the GS1 Web Vocabulary.</summary>
public enum CbvVocabulary
{
    /// <summary>Business steps: shipping is https://ref.gs1.org/cbv/BizStep-shipping.</summary>
    BizStep,

    /// <summary>Dispositions: in_transit is https://ref.gs1.org/cbv/Disp-in_transit.</summary>
    Disposition,

    /// <summary>Types of business transactions: po is https://ref.gs1.org/cbv/BTT-po.</summary>
    BizTransactionType,

    /// <summary>Types of sources and destinations: location is https://ref.gs1.org/cbv/SDT-location.</summary>
    SourceDestType,

    /// <summary>Reasons of error declarations: did_not_occur is https://ref.gs1.org/cbv/ER-did_not_occur.</summary>
    ErrorReason,

    /// <summary>Components of measurements: x is https://ref.gs1.org/cbv/Comp-x.</summary>
    Component,

    /// <summary>What a sensor measures: Temperature is https://gs1.org/voc/Temperature.</summary>
    MeasurementType,

    /// <summary>What a sensor warns of: ALARM_CONDITION is https://gs1.org/voc/ALARM_CONDITION.</summary>
    SensorAlertType,
}
