"""Registers that an office keeps beside its programmes, under the headers that ministries write."""

from __future__ import annotations

import pytest

from planner.intake.inspection import inspect
from planner.plan import table_named

REGISTERS = {
    "incidents": (
        "Situation;Happened on;Place;Kind;What happened",
        "Date of incident;Province;Location;Type of incident;Summary;Victims;Indicator;"
        "Reported by;Action taken",
        "Date des faits;Région;Localité;Nature de l'incident;Résumé des faits;Groupe visé;"
        "Indicateur;Source;Suite donnée",
        "Fecha de los hechos;Departamento;Municipio;Tipo de incidente;Descripción;Comunidad;"
        "Indicador;Fuente de información;Medidas adoptadas",
        "تاريخ الحادث;المحافظة;القرية;نوع الحادث;وصف الحادث;الفئة المستهدفة;المؤشر;"
        "مصدر المعلومات;الإجراءات المتخذة",
    ),
    "alerts": (
        "Date de l'alerte;Seuil franchi;Émise par;Gravité;Date limite;Date de la décision;"
        "Décision prise;Décideur;Motif",
        "Fecha de la alerta;Umbral;Emitida por;Nivel de alerta;Fecha límite",
    ),
    "budgets": (
        "Programme;Exercice;Crédits votés;Budget révisé;Dépenses exécutées",
        "Proyecto;Ejercicio;Presupuesto inicial;Presupuesto vigente;Devengado",
    ),
    "resolutions": (
        "Instance;Décision;Ministère responsable;Échéance;Réalisé le",
        "المجلس;القرار;الوزارة المسؤولة;الموعد النهائي;تاريخ الإنجاز",
    ),
    "triggers": ("Date;Región;Acontecimiento;Seguimiento a cargo de",),
}


@pytest.mark.parametrize(
    ("table", "headers"), [(name, one) for name, held in REGISTERS.items() for one in held]
)
def test_every_column_of_a_register_is_found_by_its_header(table: str, headers: str) -> None:
    width = headers.count(";") + 1
    cell = "2026" if table == "budgets" else "Haut-Tessal"
    content = f"{headers}\n{';'.join([cell] * width)}\n"

    found = inspect("Register.csv", content.encode()).best

    assert found.table == table
    assert found.matching
    assert len(found.matching.guesses) == width
    required = {one.name for one in table_named(table).columns if one.required}
    assert required <= set(found.matching.guesses)
